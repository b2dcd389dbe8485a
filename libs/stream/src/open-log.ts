import type { KafkaLogOptions } from './kafka.client.js';
import type { LocalLogOptions } from './local.log.js';
import type { Log } from './log.js';

export type LogSettings = ({ kind: 'local' } & LocalLogOptions) | ({ kind: 'kafka' } & KafkaLogOptions);

/** The log that the settings name, open. Only the adapter in use is loaded. Rejects with the reason, without secrets. */
export async function openLog(settings: LogSettings): Promise<Log> {
  const log = await makeLog(settings);
  await log.open();
  return log;
}

async function makeLog(settings: LogSettings): Promise<Log> {
  if (settings.kind === 'local') {
    const { LocalLog } = await import('./local.log.js');
    return new LocalLog(settings);
  }
  const { KafkaLog } = await import('./kafka.log.js');
  return new KafkaLog(settings);
}
