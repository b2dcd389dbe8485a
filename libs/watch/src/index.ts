export * from './noise-history.js';
export * from './source-state.js';
export * from './source-state-codec.js';
export * from './project-state.js';
export * from './source-tests.js';
export * from './watch-batch.js';
