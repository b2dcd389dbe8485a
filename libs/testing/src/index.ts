export * from './log.contract.js';
export * from './until.js';
