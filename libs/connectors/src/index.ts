export * from './connector.js';
export { eventsOf, type EventJson } from './annotation-events.js';
export { eventsOfBook, takeReading, type AnnotationBook, type ExampleBook, type Touched } from './annotation-book.js';
export { labelStudio } from './label-studio.js';
export { labelStudioOptionNames, labelStudioOptions, type LabelStudioOptions } from './label-studio-options.js';
export { csv, type CsvOptions } from './csv.js';
export { csvColumns, type CsvColumns, type WantedColumns } from './csv-columns.js';
