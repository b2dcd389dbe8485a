export * from './ledger.js';
export * from './open-ledger.js';
