import type { EvidenceGrade } from '#labels';
import {
  AccuracyTest,
  ALTERNATIVES,
  ConfusionDriftDetector,
  ConfusionTest,
  CopyingTest,
  DriftDetector,
  type PartnerState,
} from '#sequential';
import { RecentLabels } from './recent-labels.js';
import type { CopyTest, DriftTest, GradeTests } from './source-state.js';
import type { StateReader, StateWriter } from './state-bytes.js';

/** Alternatives of the tests. */
const OF_CLASS = 2;
const OF_CELL = 3;
const OF_PARTNER = 2;

export function writeGrade(to: StateWriter, { labels, openings, accuracy, confusion }: GradeTests): void {
  to.count(labels, openings);
  to.float32(accuracy.logWealth);
  writeWealth(to, confusion.logWealth);
}

export function readGrade(from: StateReader, evidence: EvidenceGrade): GradeTests {
  return {
    evidence,
    labels: from.count(),
    openings: from.count(),
    accuracy: new AccuracyTest('below', from.float32(ALTERNATIVES)),
    confusion: new ConfusionTest(readWealth(from, OF_CLASS)),
  };
}

export function writeDrift(to: StateWriter, { openings, sinceMs, before, detector, cells, recent }: DriftTest): void {
  to.count(openings);
  to.signed(sinceMs);
  to.count(before ? 1 : 0);
  if (before) to.float64(before.accuracy);
  if (before) to.float64(before.baseline);
  to.float32(detector.logSums);
  to.count(cells.cells.size);
  for (const [trueClass, row] of cells.cells) {
    to.count(trueClass);
    writeWealth(to, row);
  }
  to.bytes(recent.toBytes());
}

export function readDrift(from: StateReader): DriftTest {
  return {
    openings: from.count(),
    sinceMs: from.signed(),
    ...(from.count() === 1 && { before: { accuracy: from.float64(), baseline: from.float64() } }),
    detector: new DriftDetector(from.float32(ALTERNATIVES)),
    cells: new ConfusionDriftDetector(new Map(from.many(() => [from.count(), readWealth(from, OF_CELL)]))),
    recent: new RecentLabels(from.bytes()),
  };
}

export function writeCopying(to: StateWriter, { openings, test }: CopyTest): void {
  to.count(openings, test.partnersMet, test.partners.size);
  for (const [id, { order, labels, agreements, expectedAgreements, logWealth }] of test.partners) {
    to.name(id);
    to.count(order, labels, agreements);
    to.float64(expectedAgreements);
    to.float32(logWealth);
  }
}

export function readCopying(from: StateReader): CopyTest {
  const [openings, met] = [from.count(), from.count()];
  const partners = from.many((): [string, PartnerState] => [
    from.name(),
    {
      order: from.count(),
      labels: from.count(),
      agreements: from.count(),
      expectedAgreements: from.float64(),
      logWealth: from.float32(OF_PARTNER),
    },
  ]);
  return { openings, test: new CopyingTest(new Map(partners), met) };
}

function writeWealth(to: StateWriter, wealth: Map<number, Float32Array>): void {
  to.count(wealth.size);
  for (const [k, values] of wealth) {
    to.count(k);
    to.float32(values);
  }
}

function readWealth(from: StateReader, alternatives: number): Map<number, Float32Array> {
  return new Map(from.many(() => [from.count(), from.float32(alternatives)]));
}
