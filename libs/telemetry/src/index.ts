export { Metrics, type ScrapedFigures } from './metrics.js';
export type { ProjectFigures } from './project-gauges.js';
export { pipelineObserver } from './pipeline-observer.js';
export { tellBackends } from './tell-backends.js';
export { webhookObserver } from './webhook-observer.js';
export { TelemetryModule } from './telemetry.module.js';
export type { HealthChecks } from './tokens.js';
export { createLogger, type LogSettings } from './logger.js';
export { packageVersion } from './package-version.js';
