export * from './state-table.js';
export * from './runner.js';
