export * from './kafka.server.js';
export * from './log.contract.js';
export * from './spawn-source.js';
export * from './until.js';
export * from './ledger.contract.js';
export * from './ledger.series.js';
export * from './redis.server.js';
