export * from './label-likelihood.js';
export * from './mixture.js';
export * from './accuracy-test.js';
export * from './confusion-test.js';
export * from './drift-detector.js';
export * from './level-spending.js';
export * from './combined-evidence.js';
