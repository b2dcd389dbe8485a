export { SettingsError, loadSettings, type Environment } from './load.js';
export { describeSettings, redactUrl } from './describe.js';
export { settingsMarkdown } from './markdown.js';
export { settingsSchema, type Settings } from './schema.js';
export { isLoopback } from './rules.js';
