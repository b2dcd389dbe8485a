export * from './project.js';
export * from './event.js';
export * from './verdict.js';
