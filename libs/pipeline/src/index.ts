export * from './addresses.js';
export * from './project-store.js';
export * from './model-store.js';
export * from './noise-view.js';
export * from './projects-in-use.js';
export * from './judge-stage.js';
export * from './watch-stage.js';
export * from './train-stage.js';
export * from './trainer.js';
export * from './pipeline.js';
export * from './read-sources.js';
export * from './queries/act-now.js';
export * from './queries/confusions.js';
export { readExamplesById } from './queries/examples-by-id.js';
export * from './queries/explain-example.js';
export * from './queries/has-labels.js';
export {
  exampleFits,
  isEmptyFilter,
  labelFits,
  type ExampleFilter,
  type JudgedExample,
  type JudgedLabel,
} from './queries/judged-example.js';
export * from './queries/list-examples.js';
export * from './queries/nearest-prototypes.js';
export * from './queries/project-figures.js';
export * from './queries/project-history.js';
export * from './queries/ranked-sources.js';
export * from './queries/read-displays.js';
export * from './queries/read-reviews.js';
export * from './queries/right-share.js';
export * from './queries/source-filter.js';
export * from './queries/source-matrix.js';
export * from './queries/source-order.js';
export * from './queries/source-risk.js';
export { SourceTable } from './queries/source-table.js';
export { logSettings } from './adapter-settings.js';
export { openService, type Service, type ServiceOptions, type ServiceRole } from './service.js';
