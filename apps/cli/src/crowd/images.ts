import { Random, type FeatureMatrix } from '#model';
import { mnistShape, readMnist } from './mnist.js';

/** What the crowd labels, with a truth that only the simulator knows. */
export interface Images {
  kind: 'mnist' | 'synthetic';
  count: number;
  classCount: number;
  /** `[count]` class indices. */
  truth: Uint8Array | Uint16Array;
  features: FeatureMatrix;
}

const SYNTHETIC_DIMENSION = 32;
/** Distance scale between two classes' centres; each feature has a deviation of 1 around its centre. */
const CENTRE_DEVIATION = 0.55;

/** MNIST where it is installed and has as many classes, else synthetic features. */
export function loadImages(count: number, classCount: number, seed: number): Images {
  const mnist = classCount === 10 ? readMnist(count) : undefined;
  return mnist ?? syntheticImages(count, classCount, seed);
}

/** Gaussian clouds, one per class, close enough to each other for some to be hard to tell. */
export function syntheticImages(count: number, classCount: number, seed: number): Images {
  const random = new Random(seed ^ 0x5eed);
  const centres = Float32Array.from(
    { length: classCount * SYNTHETIC_DIMENSION },
    () => CENTRE_DEVIATION * random.normal(),
  );
  const truth = Uint16Array.from({ length: count }, () => random.below(classCount));
  const values = new Float32Array(count * SYNTHETIC_DIMENSION);
  for (let n = 0; n < values.length; n++) {
    const own = truth[Math.floor(n / SYNTHETIC_DIMENSION)]! * SYNTHETIC_DIMENSION;
    values[n] = centres[own + (n % SYNTHETIC_DIMENSION)]! + random.normal();
  }
  return { kind: 'synthetic', count, classCount, truth, features: { values, dimension: SYNTHETIC_DIMENSION } };
}

/** As a project's `featureShape` and `featureType`. */
export function featureShapeOf(images: Images): { featureShape: number[]; featureType: 'uint8' | 'float32' } {
  if (images.kind === 'mnist') return { featureShape: mnistShape, featureType: 'uint8' };
  return { featureShape: [images.features.dimension], featureType: 'float32' };
}
