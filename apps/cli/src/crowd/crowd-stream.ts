import { Random } from '#model';
import { answer, makeCrowd, type Annotator } from './annotators.js';
import { loadImages, syntheticImages, type Images } from './images.js';
import { findLookalikes, type Lookalikes } from './lookalikes.js';

export interface CrowdSettings {
  labels: number;
  sources: number;
  classCount: number;
  seed: number;
  /** Synthetic features even where MNIST is installed. */
  synthetic?: boolean;
}

/** One label as the crowd gives it. */
export interface CrowdLabel {
  exampleId: string;
  /** Row of the image; different examples may show the same one when there are more examples than images. */
  image: number;
  sourceId: string;
  given: number;
  truth: number;
  /** The first label of its example. */
  isFirst: boolean;
  /** The example is a honeypot: its truth is known to the customer. */
  isGold: boolean;
}

/** A crowd at work: who labels, what, and with which truth. */
export interface Crowd {
  settings: CrowdSettings;
  annotators: Annotator[];
  images: Images;
  lookalikes: Lookalikes;
}

/** Honeypots are one example in this many, at random: 4 %. */
const EXAMPLES_PER_GOLD = 25;
/** Labels of an example: 2, 3 or 4 with these shares, 3 on average. */
const LABELS_PER_EXAMPLE = 3;
const shareOfTwo = 0.2;
const shareOfFour = 0.2;
/** Examples that wait for labels at the same time. */
const OPEN_EXAMPLES = 80;
/** More images than this are shown again under other names. */
const MAX_IMAGES = 60_000;

export function openCrowd(settings: CrowdSettings): Crowd {
  const { labels, sources, classCount, seed, synthetic } = settings;
  // Some more than the labels need on average: the count of labels per example is random.
  const wanted = Math.min(MAX_IMAGES, Math.ceil((labels / LABELS_PER_EXAMPLE) * 1.1) + OPEN_EXAMPLES);
  const images = synthetic ? syntheticImages(wanted, classCount, seed) : loadImages(wanted, classCount, seed);
  return {
    settings,
    images,
    lookalikes: findLookalikes(images),
    annotators: makeCrowd(sources, classCount, seed),
  };
}

/** How many of the stream's labels are this annotator's, on average. A turncoat turns bad at half of them. */
export function expectedLabels(annotator: Annotator, annotators: Annotator[], labels: number): number {
  const activities = annotators.reduce((sum, a) => sum + a.activity, 0);
  return (labels * annotator.activity) / activities;
}

interface OpenExample {
  number: number;
  image: number;
  isGold: boolean;
  labeledBy: Annotator[];
  wanted: number;
}

/**
 * The labels in the order in which they are given: annotators drop in as often as they are active and take one of the
 * open examples that they have not labeled. The same settings give the same stream.
 */
export function* crowdLabels({ settings, annotators, images, lookalikes }: Crowd): Generator<CrowdLabel> {
  const random = new Random(settings.seed);
  const queue = new ExampleQueue(images, random);
  const shifts = new Shifts(annotators, settings.labels);
  for (let given = 0; given < settings.labels; given++) {
    const { annotator, isLate } = shifts.next(random);
    const example = queue.take(annotator, random);
    const { image } = example;
    const truth = images.truth[image]!;
    const looks = { lookalike: lookalikes.lookalike[image]!, isHard: lookalikes.isHard[image] === 1 };
    const task = { truth, ...looks, hardShare: lookalikes.hardShare, classCount: images.classCount, isLate };
    yield {
      exampleId: `img-${String(example.number).padStart(5, '0')}`,
      image,
      sourceId: annotator.sourceId,
      given: answer(annotator, task, random),
      truth,
      isFirst: example.labeledBy.length === 1,
      isGold: example.isGold,
    };
  }
}

/** Who comes next, in proportion to activity; knows when each is past half of its expected labels. */
class Shifts {
  private readonly cumulative: number[] = [];
  private readonly given: Float64Array;
  private readonly half: number[];

  constructor(
    private readonly annotators: Annotator[],
    labels: number,
  ) {
    let sum = 0;
    for (const { activity } of annotators) this.cumulative.push((sum += activity));
    this.given = new Float64Array(annotators.length);
    this.half = annotators.map((a) => expectedLabels(a, annotators, labels) / 2);
  }

  next(random: Random): { annotator: Annotator; isLate: boolean } {
    const at = random.next() * this.cumulative.at(-1)!;
    const n = this.cumulative.findIndex((upTo) => at < upTo);
    return { annotator: this.annotators[n]!, isLate: ++this.given[n]! > this.half[n]! };
  }
}

/** The open examples; a finished one makes place for the next image. */
class ExampleQueue {
  private readonly open: OpenExample[] = [];
  private begun = 0;

  constructor(
    private readonly images: Images,
    private readonly random: Random,
  ) {
    while (this.open.length < OPEN_EXAMPLES) this.open.push(this.begin());
  }

  /** One that `annotator` has not labeled; it counts as labeled by it from now on. */
  take(annotator: Annotator, random: Random): OpenExample {
    const at = this.findNew(annotator, random.below(this.open.length));
    const example = this.open[at]!;
    example.labeledBy.push(annotator);
    if (example.labeledBy.length >= example.wanted) this.open[at] = this.begin();
    return example;
  }

  /** The first from `start` on that is new to the annotator; one more is opened for who has seen them all. */
  private findNew(annotator: Annotator, start: number): number {
    for (let n = 0; n < this.open.length; n++) {
      const at = (start + n) % this.open.length;
      if (!this.open[at]!.labeledBy.includes(annotator)) return at;
    }
    return this.open.push(this.begin()) - 1;
  }

  private begin(): OpenExample {
    const number = this.begun++;
    const spread = this.random.next();
    const fewer = spread < shareOfTwo ? -1 : 0;
    const more = spread >= 1 - shareOfFour ? 1 : 0;
    return {
      number,
      image: number % this.images.count,
      isGold: this.random.below(EXAMPLES_PER_GOLD) === 0,
      labeledBy: [],
      wanted: LABELS_PER_EXAMPLE + fewer + more,
    };
  }
}
