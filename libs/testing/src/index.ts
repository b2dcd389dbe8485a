export * from './kafka.server.js';
export * from './log.contract.js';
export * from './spawn-source.js';
export * from './until.js';
