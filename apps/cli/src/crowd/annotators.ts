import { Random } from '#model';

/** What an annotator really is; known to the simulator alone. */
export type Character = 'good' | 'spammer' | 'adversary' | 'swapper' | 'constant' | 'turncoat';

export interface Annotator {
  sourceId: string;
  character: Character;
  /** Probability of a right answer when answering honestly. */
  accuracy: number;
  /** How much it labels, relative to the others; 1 is the average. */
  activity: number;
  /** The swapper's two classes; the constant's one. */
  classes: number[];
}

/** What an annotator looks at. */
export interface Task {
  truth: number;
  lookalike: number;
  isHard: boolean;
  /** Share of hard images in the whole crowd's work. */
  hardShare: number;
  classCount: number;
  /** The annotator is past half of its labels. */
  isLate: boolean;
}

/** What the character does, for the summary. `names` writes a class. */
export const characterWords: Record<Character, (annotator: Annotator, names: (k: number) => string) => string> = {
  good: () => 'good',
  spammer: () => 'answers at random',
  adversary: () => 'wrong on purpose',
  swapper: ({ classes: [a, b] }, names) => `swaps ${names(a!)} and ${names(b!)}`,
  constant: ({ classes: [k] }, names) => `always says ${names(k!)}`,
  turncoat: () => 'turns bad half-way',
};

const BEST = 0.97;
const WORST_GOOD = 0.85;
/** Hard images get this many times as many mistakes as the annotator makes on average. */
const HARD_FACTOR = 2.5;
/** Share of honest mistakes that take the image for what it looks like; the rest are slips to any class. */
const LOOKALIKE_SHARE = 0.7;

const firstNames = (
  'amira ben chiara dmitri elif farid greta hugo ines jonas kavya liam mei noor olga pablo quinn rosa soren tara ' +
  'umar vera wen xenia yusuf zoe anton bela carla deniz emil fatou gael hana ida'
).split(' ');

/**
 * A crowd of `size` annotators: five bad ones, named after what they do, and good ones whose accuracies are spread over
 * .85 to .97 and who label at different speeds. The same seed gives the same crowd.
 */
export function makeCrowd(size: number, classCount: number, seed: number): Annotator[] {
  const random = new Random(seed ^ 0xc0ffee);
  const bad = badAnnotators(classCount);
  const goodCount = Math.max(1, size - bad.length);
  const good = Array.from({ length: goodCount }, (_, n): Annotator => {
    const rank = (n + random.next()) / goodCount;
    return {
      sourceId: goodName(n),
      character: 'good',
      accuracy: WORST_GOOD + (BEST - WORST_GOOD) * rank,
      activity: 0.6 + 0.7 * random.next(),
      classes: [],
    };
  });
  return [...good, ...bad];
}

function badAnnotators(classCount: number): Annotator[] {
  const [a, b] = classCount > 9 ? [1, 7] : [0, 1];
  const bad = { activity: 1.1, accuracy: 0.93, classes: [] };
  return [
    { ...bad, sourceId: 'spammer', character: 'spammer' },
    { ...bad, sourceId: 'adversary', character: 'adversary' },
    { ...bad, sourceId: `swaps-${a}-and-${b}`, character: 'swapper', classes: [a, b] },
    { ...bad, sourceId: 'always-0', character: 'constant', classes: [0] },
    { ...bad, sourceId: 'turns-bad', character: 'turncoat' },
  ];
}

function goodName(n: number): string {
  const name = firstNames[n % firstNames.length]!;
  return n < firstNames.length ? name : `${name}-${Math.floor(n / firstNames.length) + 1}`;
}

/** The class that the annotator gives. */
export function answer(annotator: Annotator, task: Task, random: Random): number {
  switch (annotator.character) {
    case 'good':
      return honest(annotator.accuracy, task, random);
    case 'spammer':
      return random.below(task.classCount);
    case 'adversary':
      return random.next() < 0.9 ? slip(task, random) : task.truth;
    case 'swapper':
      return swapped(annotator.classes, honest(annotator.accuracy, task, random));
    case 'constant':
      return annotator.classes[0]!;
    case 'turncoat':
      return honest(task.isLate ? 0.45 : annotator.accuracy, task, random);
    default:
      return annotator.character satisfies never;
  }
}

/** Right with probability `accuracy` over all images; less often on hard ones, more often on the others. */
function honest(accuracy: number, task: Task, random: Random): number {
  const mistakes = 1 - accuracy;
  const onHard = Math.min(0.8, HARD_FACTOR * mistakes);
  const onEasy = Math.max(0, (mistakes - task.hardShare * onHard) / (1 - task.hardShare));
  if (random.next() >= (task.isHard ? onHard : onEasy)) return task.truth;
  return random.next() < LOOKALIKE_SHARE ? task.lookalike : slip(task, random);
}

/** Any class but the true one. */
function slip({ truth, classCount }: Task, random: Random): number {
  return (truth + 1 + random.below(classCount - 1)) % classCount;
}

function swapped([a, b]: number[], given: number): number {
  if (given === a) return b!;
  return given === b ? a! : given;
}
