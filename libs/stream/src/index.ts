export * from './log.js';
export { openLog, type LogSettings } from './open-log.js';
export { partitionOfKey } from './murmur2.js';
export type { KafkaLogOptions, KafkaSasl, KafkaTls } from './kafka.client.js';
export type { LocalLogOptions } from './local.log.js';
export type { Notice } from './notice.js';
