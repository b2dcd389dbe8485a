export * from './mass.js';
export * from './noise-counts.js';
export * from './noise-matrix.js';
export * from './posterior.js';
export * from './crowd.js';
export * from './posterior-settings.js';
export * from './beta-distribution.js';
export * from './byte-codec.js';
