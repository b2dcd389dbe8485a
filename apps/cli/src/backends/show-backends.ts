import Table from 'cli-table3';
import { automaticOrder, backendNames, measuredShape, type BackendName, type BackendRole } from '#model';
import { tryBackend, type BackendTrial } from './try-backend.js';

/** Measures every backend, one after the other, and prints what was found. */
export async function showBackends({
  json,
  only,
}: {
  json: boolean;
  only?: string | undefined;
}): Promise<BackendTrial[]> {
  const trials: BackendTrial[] = [];
  for (const name of backendNames) if (only === undefined || only === name) trials.push(await tryBackend(name));
  console.log(json ? JSON.stringify(asJson(trials), null, 2) : asTable(trials));
  if (!json && only === undefined) console.log(automaticLine(trials));
  return trials;
}

function asJson(trials: BackendTrial[]) {
  const backends = trials.map(({ name, speed, reason }) => ({
    name,
    usable: speed !== undefined,
    ...(speed
      ? { device: speed.device, scoringPerSecond: speed.scoring, trainingPerSecond: speed.training ?? null }
      : { reason }),
  }));
  return {
    network: measuredShape,
    backends,
    auto: { scoring: taken(trials, 'scoring'), training: taken(trials, 'training') },
  };
}

function asTable(trials: BackendTrial[]): string {
  const table = new Table({
    head: ['backend', 'scoring', 'training', 'on'],
    colAligns: ['left', 'right', 'right', 'left'],
    style: { head: [], border: [] },
  });
  for (const { name, speed } of trials)
    if (speed)
      table.push([name, rate(speed.scoring), speed.training ? rate(speed.training) : 'scores only', speed.device]);
  const { dimension, hidden, classCount } = measuredShape;
  const lines = [`Examples per second through a network of ${dimension}-${hidden}-${classCount}, in batches:`];
  if (table.length > 0) lines.push(table.toString());
  for (const { name, reason } of trials) if (reason !== undefined) lines.push(`${name}: ${reason}`);
  return lines.join('\n');
}

function automaticLine(trials: BackendTrial[]): string {
  return `QUALM_BACKEND=auto scores on ${taken(trials, 'scoring')} and trains on ${taken(trials, 'training')}.`;
}

/** What `auto` takes of those that were tried. */
function taken(trials: BackendTrial[], role: BackendRole): BackendName | null {
  const usable = new Set(trials.filter(({ speed }) => speed !== undefined).map(({ name }) => name));
  return automaticOrder[role].find((name) => usable.has(name)) ?? null;
}

function rate(perSecond: number): string {
  return perSecond >= 10_000 ? `${Math.round(perSecond / 1000)}k` : String(perSecond);
}
