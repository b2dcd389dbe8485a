/**
 * What the tests of libs/sequential promise, measured: false alarms, delays, drift, intervals, cost. Prints the tables of
 * docs/alarms.md: `npm run bench:alarms [-- --quick] [-- --only delays,drift]`. Fixed seeds.
 */
import { parseArgs } from 'node:util';
import { calibrationDelays, reliedOnAlarms } from './alarms/calibration.js';
import { copying } from './alarms/copying.js';
import { cost } from './alarms/cost.js';
import { goldDelays, modelDelays } from './alarms/delays.js';
import { discovery } from './alarms/discovery.js';
import { driftDelays, runLengths } from './alarms/drift.js';
import { falseAlarms } from './alarms/false-alarms.js';
import { intervalCoverage, intervalWidths } from './alarms/intervals.js';
import { recovery } from './alarms/recovery.js';
import { serviceFalseAlarms, serviceTurncoats } from './alarms/service.js';

const { values: args } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
});
const sources = args.quick ? 200 : 2_000;
const labels = args.quick ? 1_000 : 5_000;

const sections: Record<string, () => void | Promise<void>> = {
  'false-alarms': () => falseAlarms(sources, labels),
  delays: () => goldDelays(sources),
  model: () => modelDelays(sources),
  'run-length': () => runLengths(sources / 8),
  drift: () => driftDelays(sources / 2),
  coverage: () => intervalCoverage(sources, labels),
  widths: () => intervalWidths(),
  recovery: () => recovery(sources, labels),
  calibration: () => calibrationDelays(sources / 2, labels),
  copying: () => copying(sources / 2, labels / 5),
  discovery: () => discovery(sources / 5),
  cost: () => cost(),
  'relied-on': () => reliedOnAlarms(sources / 20, labels / 5),
  'service-turned': () => serviceTurncoats(args.quick ? 1 : 3),
  'service-false-alarms': () => serviceFalseAlarms(1),
};

const chosen = args.only === '' ? Object.keys(sections) : args.only.split(',');
for (const name of chosen) {
  const section = sections[name];
  if (!section) throw new Error(`--only ${name}: one of ${Object.keys(sections).join(', ')}`);
  const startedMs = performance.now();
  await section();
  process.stderr.write(`${name}: ${((performance.now() - startedMs) / 1_000).toFixed(0)} s\n`);
}
