export * from './example-state.js';
export * from './judge-context.js';
export * from './belief.js';
export * from './judge-event.js';
export * from './judge-batch.js';
export { keepToShow } from './keep-to-show.js';
export { reasonsOf } from './verdict-of.js';
