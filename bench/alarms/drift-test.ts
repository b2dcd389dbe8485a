import { defaultProjectSettings } from '#labels';
import { pointMass, toMass, UNITS_PER_LABEL, type SparseMass } from '#noise';
import { newProjectState, newSourceState, testDrift, type ProjectState, type Transition } from '#watch';
import { CLASSES } from './opening-test.js';
import type { SimulatedCrowd } from './simulated-crowd.js';

/** What the service takes its sources to be when it makes posteriors of their labels. */
const ACCURACY = 0.9;

/** One source in WATCH: its past, which goes on growing, and the drift test against it. */
export class WatchedSource {
  private readonly source = newSourceState();
  private readonly project = projectAt(ACCURACY);
  private readonly settings;
  private labels = 0;

  constructor(driftRunLength: number) {
    this.settings = { ...defaultProjectSettings, driftRunLength };
  }

  /** A past so long that it is known without error, and that no new label moves. */
  static withKnownPast(driftRunLength: number): WatchedSource {
    const watched = new WatchedSource(driftRunLength);
    watched.source.history.add(0, 0, pointMass(0));
    const [bucket] = watched.source.history.buckets;
    bucket!.labels = 10_000_000;
    bucket!.counts.merge(projectAt(ACCURACY, bucket!.labels).pooled);
    return watched;
  }

  /** Counts the label with the posterior that it gets, and tests it with the belief that others made. */
  take(crowd: SimulatedCrowd, given: number): Transition | undefined {
    const atMs = ++this.labels;
    const belief = massOf(crowd);
    this.source.given++;
    this.source.history.add(atMs, given, crowd.classes.length === 1 ? belief : posteriorOf(crowd, given));
    const { source, project, settings } = this;
    return testDrift({ given, belief }, { source, project, settings, classCount: CLASSES, atMs });
  }
}

function massOf({ classes, probabilities }: SimulatedCrowd): SparseMass {
  return classes.length === 1 ? pointMass(classes[0]!) : toMass(Float64Array.from(probabilities));
}

function posteriorOf({ probabilities }: SimulatedCrowd, given: number): SparseMass {
  const wrong = (1 - ACCURACY) / (CLASSES - 1);
  const weights = probabilities.map((p, i) => p * (i === given ? ACCURACY : wrong));
  const sum = weights.reduce((a, b) => a + b, 0);
  return toMass(Float64Array.from(weights, (weight) => weight / sum));
}

/** A project whose sources are right so often, errors uniform. */
function projectAt(accuracy: number, labels = 10_000): ProjectState {
  const project = newProjectState();
  for (let i = 0; i < CLASSES; i++) {
    for (let j = 0; j < CLASSES; j++) {
      const rate = i === j ? accuracy : (1 - accuracy) / (CLASSES - 1);
      project.pooled.add(i, j, Math.round((rate * labels * UNITS_PER_LABEL) / CLASSES));
    }
  }
  return Object.assign(project, { labels });
}
