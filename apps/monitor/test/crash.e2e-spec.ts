import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { projectFrom } from '#labels';
import { openLedger } from '#ledger';
import { ModelStore } from '#pipeline';
import { openLog } from '#stream';
import { freePort, seededRandom, until } from '#testing';
import { examine, expectNoneBack, positions } from './crash/examine.js';
import { alarmWords, expectCarriedOut } from './crash/examine-alarms.js';
import { ServiceProcess } from './crash/service-process.js';
import { Staff } from './crash/staff.js';
import { Crowd, newProject, Traffic } from './crash/traffic.js';
import { WebhookWatch } from './crash/webhook-watch.js';

const kills = 5;
const project = projectFrom(newProject, 0);

let folder: string;
let service: ServiceProcess;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qualm-crash-'));
});

afterEach(async () => {
  await service.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function startService(environment: Record<string, string>): Promise<void> {
  service = new ServiceProcess('monitor', `http://127.0.0.1:${await freePort()}`, {
    QUALM_DATA_DIR: folder,
    QUALM_BATCH_RECORDS: '48',
    QUALM_NOISE_REFRESH_MS: '100',
    ...environment,
  });
  await service.start();
  await service.post('/v1/projects', 'application/json', JSON.stringify(newProject));
}

function sendTo(path: string) {
  return (events: ReturnType<Crowd['next']>[]) =>
    service.post(path, 'application/x-ndjson', events.map(({ json }) => JSON.stringify(json)).join('\n'));
}

const openRemains = async () => ({
  ledger: await openLedger({ kind: 'lmdb', path: join(folder, 'ledger') }),
  log: await openLog({ kind: 'local', path: join(folder, 'log') }),
});

/** Everything in the logs is handled, and the trainer rests. */
async function drained(): Promise<void> {
  interface Progress {
    lag: Record<string, number>;
    training: boolean;
  }
  let quiet = 0;
  await until(async () => {
    const progress = await service.getJson<Progress>(`/v1/projects/${project.id}/progress`);
    const done = progress && !progress.training && Object.values(progress.lag).every((records) => records === 0);
    quiet = done ? quiet + 1 : 0;
    return quiet > 20;
  }, 60_000);
}

async function hasModel(): Promise<boolean> {
  const { modelVersion } = (await service.getJson<{ modelVersion: number }>(`/v1/projects/${project.id}`)) ?? {};
  return (modelVersion ?? 0) > 0;
}

/** Kills the service at `kills` random moments while labels come, looking at the ledger after each. */
async function killAtRandom(seed: number, look: () => Promise<void>): Promise<void> {
  const random = seededRandom(seed);
  for (let n = 0; n < kills; n++) {
    const afterMs = Math.round(100 + random() * 1_200);
    console.log(`crash: seed ${seed}, kill ${n + 1} of ${kills}: -9 after ${afterMs} ms`);
    await sleep(afterMs);
    await service.kill('SIGKILL');
    await look();
    await service.start();
  }
}

describe('the embedded service, killed at random', () => {
  it('loses nothing and counts nothing twice; without training every count is that of the events', async () => {
    await startService({ QUALM_TRAINER: 'off', ...WebhookWatch.environment });
    const webhook = new WebhookWatch(`/v1/projects/${project.id}/webhooks`);
    onTestFinished(() => webhook.close());
    await webhook.open(service);
    const crowd = new Crowd(11, false);
    const traffic = new Traffic(crowd, sendTo(`/v1/projects/${project.id}/labels`), { eventsPerSend: 16, pauseMs: 5 });
    const staff = new Staff(`/v1/projects/${project.id}`, () => [service], 14);
    await killAtRandom(1, async () => undefined);
    await sleep(300);
    await Promise.all([traffic.stop(), staff.stop()]);
    await drained();
    const deliveries = await webhook.delivered(service);
    await service.kill('SIGTERM');

    const { ledger, log } = await openRemains();
    const found = await examine({ ledger, log, project }, ['judge', 'watch']);
    webhook.expectTold(deliveries, found.transitions);
    for (const atMs of traffic.acknowledged) expect(found.expected.taken.has(atMs)).toBe(true);
    expect(traffic.acknowledged.size).toBeGreaterThan(500);
    expectCarriedOut(staff.accepted, found.transitions);
    expect(staff.accepted.length).toBeGreaterThan(0);
    expect(staff.reviews).toBeGreaterThan(0);
    const { verdicts, repeated, goldLabels } = found;
    console.log(`crash: ${traffic.acknowledged.size} events, ${verdicts} verdicts, ${repeated} repeats`);
    console.log(
      `crash: ${goldLabels} labels tested on gold, ${staff.reviews} reviews; ${alarmWords(found.transitions)}`,
    );
    await log.close();
    await ledger.close();
  });

  it('keeps the invariants while it trains; versions and positions only rise', async () => {
    await startService({ QUALM_TRAIN_WARMUP_LABELS: '100', QUALM_TRAIN_EVERY_LABELS: '400' });
    const crowd = new Crowd(12, true);
    const traffic = new Traffic(crowd, sendTo(`/v1/projects/${project.id}/labels`), { eventsPerSend: 16, pauseMs: 15 });
    await until(hasModel, 60_000);
    const staff = new Staff(`/v1/projects/${project.id}`, () => [service], 15);
    let before = new Map<string, number>();
    const versions = [0];
    await killAtRandom(2, async () => {
      const ledger = await openLedger({ kind: 'lmdb', path: join(folder, 'ledger') });
      const now = await positions(ledger, 1);
      expectNoneBack(before, now);
      before = now;
      versions.push((await new ModelStore(ledger).active(project.id)).version);
      await ledger.close();
    });
    await Promise.all([traffic.stop(), staff.stop()]);
    await drained();
    await service.kill('SIGTERM');

    const { ledger, log } = await openRemains();
    const active = await new ModelStore(ledger).active(project.id);
    versions.push(active.version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(active).toMatchObject({ rescored: true });
    const found = await examine({ ledger, log, project }, ['judge', 'watch', 'train']);
    for (const atMs of traffic.acknowledged) expect(found.expected.taken.has(atMs)).toBe(true);
    expectCarriedOut(staff.accepted, found.transitions);
    console.log(`crash: ${staff.reviews} reviews; ${alarmWords(found.transitions)}`);
    console.log(`crash: versions ${versions.join(', ')}; ${found.verdicts} verdicts, ${found.repeated} repeats`);
    await log.close();
    await ledger.close();
  });

  it('stops and says so when its ledger was set back', async () => {
    await startService({ QUALM_TRAINER: 'off' });
    const crowd = new Crowd(13, false);
    const send = async (count: number) => {
      const events = Array.from({ length: count }, () => crowd.next());
      await sendTo(`/v1/projects/${project.id}/labels`)(events);
      await drained();
      await service.kill('SIGTERM');
    };
    await send(100);
    cpSync(join(folder, 'ledger'), join(folder, 'older'), { recursive: true });
    await service.start();
    await send(100);
    rmSync(join(folder, 'ledger'), { recursive: true });
    cpSync(join(folder, 'older'), join(folder, 'ledger'), { recursive: true });
    service.launch();
    await until(() => service.says.includes('the ledger is behind its own published outputs'), 30_000);
    expect((await service.get('/health/ready'))?.status).toBe(503);
  });
});
