import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProjectSettings } from '#labels';
import { runReplay } from '../run-replay.js';
import { writeStream, type ServiceStreamSettings } from './service-stream.js';
import { median, printSection, printTable, shareOf } from './table.js';

interface AlertRow {
  sourceId: string;
  kind: string;
  state: string;
  evidence: string;
  reliable: boolean;
  /** Number of the input line, from 1. */
  line: number;
}

interface ServiceRun {
  alarms: AlertRow[];
  /** Labels that the source had given by a line. */
  labelsBy(sourceId: string, line: number): number;
  rejections: number;
}

/** Through `qualm replay`: JUDGE, the trainer, WATCH, by their defaults but for the settings given. */
async function throughService(
  stream: ServiceStreamSettings,
  settings: Partial<ProjectSettings> = {},
): Promise<ServiceRun> {
  const folder = mkdtempSync(join(tmpdir(), 'qualm-alarms-'));
  try {
    const file = join(folder, 'labels.ndjson');
    const sourceOf = await writeStream(file, stream);
    const options = ['--seed', `${stream.seed}`, '--settings', JSON.stringify(settings)];
    await runReplay(['--labels', file, '--classes', '10', '--out', folder, ...options]);
    const rows = <T>(name: string) => {
      const lines = readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
      return lines.map((line) => JSON.parse(line) as T);
    };
    return {
      alarms: rows<AlertRow>('alerts.ndjson').filter((alert) => alert.state === 'open'),
      labelsBy: (sourceId, line) => sourceOf.slice(0, line).filter((source) => `s${source}` === sourceId).length,
      rejections: rows<{ state: string }>('calibration.ndjson').filter(({ state }) => state === 'rejected').length,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const SOURCES = 100;
const LABELS = 600;
const TURNED = 10;

/** 100 sources of .85 to .95, ten of which turn to .6 half-way. */
export async function serviceTurncoats(seeds: number): Promise<void> {
  printSection('Through the service: sources that turn bad');
  const rows: string[][] = [];
  for (let seed = 1; seed <= seeds; seed++) rows.push([`${seed}`, ...(await turncoats(seed))]);
  printTable(
    ['seed', 'turned, found', 'labels to alarm: median', 'worst', 'good ones alarmed', 'rejections of calibration'],
    rows,
  );
}

async function turncoats(seed: number): Promise<string[]> {
  const before = (source: number) => 0.85 + (0.1 * ((source * 37) % SOURCES)) / (SOURCES - 1);
  const turns = (source: number) => source % (SOURCES / TURNED) === 3;
  const accuracyOf = (source: number, n: number) => (turns(source) && n >= LABELS / 2 ? 0.6 : before(source));
  const run = await throughService({ sources: SOURCES, labelsPerSource: LABELS, seed, accuracyOf });
  const firstOf = (sourceId: string, from = 0) =>
    run.alarms
      .map((alarm) => run.labelsBy(alarm.sourceId, alarm.line) * Number(alarm.sourceId === sourceId))
      .filter((labels) => labels > from)
      .reduce((least, labels) => Math.min(least, labels), Infinity);
  const all = Array.from({ length: SOURCES }, (_, source) => source);
  const delays = all.filter(turns).map((source) => firstOf(`s${source}`, LABELS / 2) - LABELS / 2);
  const found = delays.filter((delay) => delay < Infinity);
  const good = all.filter((source) => !turns(source));
  const alarmed = good.filter((source) => firstOf(`s${source}`) < Infinity).length;
  const worst = Math.max(...delays);
  return [
    `${found.length} of ${TURNED}`,
    `${median(delays)}`,
    worst === Infinity ? 'never' : `${worst}`,
    `${alarmed} of ${good.length}`,
    `${run.rejections}`,
  ];
}

/** Sources that are good, or just good enough, against a line of .80. */
export async function serviceFalseAlarms(seeds: number): Promise<void> {
  printSection('Through the service: false alarms against a0 = .80, 600 labels each');
  const rows: string[][] = [];
  for (const accuracy of [0.85, 0.8]) {
    for (const alarmLevel of [0.05, 0.01]) rows.push(await falseAlarms(accuracy, alarmLevel, seeds));
  }
  const head = ['accuracy', 'alpha', 'gold', 'model', 'model, while calibration held', 'drift', 'copying'];
  printTable(head, rows);
}

async function falseAlarms(accuracy: number, alarmLevel: number, seeds: number): Promise<string[]> {
  const hits = { gold: 0, model: 0, reliable: 0, drift: 0, copying: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    const stream = { sources: SOURCES, labelsPerSource: LABELS, seed, accuracyOf: () => accuracy };
    const { alarms } = await throughService(stream, { accuracyLine: 0.8, alarmLevel });
    const sources = (is: (alarm: AlertRow) => boolean) =>
      new Set(alarms.filter(is).map((alarm) => alarm.sourceId)).size;
    const ofLine = ({ kind }: AlertRow) => kind === 'accuracy' || kind === 'confusion';
    hits.gold += sources((alarm) => ofLine(alarm) && alarm.evidence === 'gold');
    hits.model += sources((alarm) => ofLine(alarm) && alarm.evidence === 'model');
    hits.reliable += sources((alarm) => ofLine(alarm) && alarm.evidence === 'model' && alarm.reliable);
    hits.drift += sources((alarm) => alarm.kind === 'drift');
    hits.copying += sources((alarm) => alarm.kind === 'copying');
  }
  return [`${accuracy}`, `${alarmLevel}`, ...Object.values(hits).map((n) => shareOf(n, SOURCES * seeds))];
}
