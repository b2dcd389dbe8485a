import { eBenjaminiHochberg } from '#sequential';
import { seededRandom } from '../path/seeded-random.js';
import { CLASSES, OpeningTest } from './opening-test.js';
import { accurate, SimulatedCrowd } from './simulated-crowd.js';
import { printSection, printTable } from './table.js';

const SOURCES = 200;
const BAD = 20;
const RATE = 0.1;
const LOOKS = [25, 50, 100, 200];

/** e-BH over a project's sources: 180 exactly at the line, 20 at .6. */
export function discovery(projects: number): void {
  printSection(
    `Sources to act on now: e-BH at false-discovery rate ${RATE}, ${projects} projects of ${SOURCES} sources (${BAD} at .6, the others at the line .80), gold`,
  );
  const sums = LOOKS.map(() => ({ listed: 0, falseShares: [] as number[], found: 0 }));
  for (let project = 0; project < projects; project++) {
    eValuesOf(project).forEach((eValues, look) => {
      const listed = eBenjaminiHochberg(eValues, RATE, SOURCES);
      const wrong = listed.filter((source) => source >= BAD).length;
      sums[look]!.listed += listed.length;
      sums[look]!.found += listed.length - wrong;
      sums[look]!.falseShares.push(wrong / Math.max(listed.length, 1));
    });
  }
  const rows = sums.map(({ listed, falseShares, found }, look) => {
    const mean = falseShares.reduce((a, b) => a + b, 0) / projects;
    const deviation = Math.sqrt(falseShares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / projects);
    const error = (100 * 1.96 * deviation) / Math.sqrt(projects);
    return [
      String(LOOKS[look]),
      (listed / projects).toFixed(1),
      `${(100 * mean).toFixed(2)} % ± ${error.toFixed(2)}`,
      `${((100 * found) / (projects * BAD)).toFixed(1)} %`,
    ];
  });
  printTable(['labels of each source', 'listed, mean', 'false among them, mean', 'bad ones listed'], rows);
}

/** `[look][source]`; the first BAD sources are the bad ones. */
function eValuesOf(project: number): Float64Array[] {
  const looks = LOOKS.map(() => new Float64Array(SOURCES));
  for (let source = 0; source < SOURCES; source++) {
    const random = seededRandom(project * SOURCES + source + 1);
    const crowd = new SimulatedCrowd({ classCount: CLASSES, informants: 'gold', random });
    const answer = accurate(source < BAD ? 0.6 : 0.8, CLASSES, random);
    const test = new OpeningTest();
    for (let n = 1; n <= LOOKS.at(-1)!; n++) {
      crowd.next();
      const logE = test.update(crowd, answer(crowd.trueClass));
      const look = LOOKS.indexOf(n);
      if (look >= 0) looks[look]![source] = Math.exp(logE);
    }
  }
  return looks;
}
