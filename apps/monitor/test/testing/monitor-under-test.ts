import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import type { Clock } from '#alerts';
import { loadSettings } from '#config';
import { createLogger } from '#telemetry';
import { until } from '#testing';
import { startMonitor, type Monitor } from '../../src/start.js';

export interface MonitorUnderTest extends Monitor {
  dataDir: string;
  http: ReturnType<typeof request>;
  /** Resolves when all that was sent is judged and watched. */
  settled(project: string): Promise<void>;
}

/** A folder that is gone after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-monitor-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The embedded service on a real log and a real ledger, listening on a free port. */
export async function monitorUnderTest(
  env: Record<string, string> = {},
  dataDir = temporaryFolder(),
  webhookClock?: Clock,
): Promise<MonitorUnderTest> {
  const settings = loadSettings({ QUALM_DATA_DIR: dataDir, QUALM_PORT: '0', QUALM_TRAINER: 'off', ...env });
  const monitor = await startMonitor(settings, createLogger({ level: 'error', format: 'pretty' }), webhookClock);
  const http = request(monitor.url);
  const settled = async (project: string) => {
    await monitor.service.pipeline.drained();
    await until(async () => {
      const { lag } = (await http.get(`/v1/projects/${project}/progress`)).body as { lag: Record<string, number> };
      return Object.values(lag).every((records) => records === 0);
    });
  };
  return { ...monitor, dataDir, http, settled };
}

/** Labels of a small crowd on examples with features: w0 is wrong most of the time. */
export function crowdLines(examples: number): string {
  const lines: string[] = [];
  for (let n = 0; n < examples; n++) {
    const truth = n % 2;
    const noise = ((n * 7919) % 101) / 101 - 0.5;
    const features = [truth * 2 - 1 + noise, 1 - truth * 2 + noise / 2, noise];
    for (let w = 0; w < 4; w++) {
      const wrong = w === 0 ? n % 4 !== 0 : (n + w) % 11 === 0;
      const label = ['cat', 'dog'][wrong ? 1 - truth : truth];
      lines.push(JSON.stringify({ exampleId: `e${n}`, sourceId: `w${w}`, label, ...(w === 0 && { features }) }));
    }
  }
  return `${lines.join('\n')}\n`;
}
