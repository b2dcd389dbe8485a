import type { MemberWeights, NetworkShape, NetworkWeights, RawScores, StepSettings } from '#model';

/** What every backend must compute, in plain double precision: row-major matrices as plain arrays. */
interface Matrix {
  rows: number;
  columns: number;
  at: Float64Array;
}

function matrix(values: ArrayLike<number>, columns: number): Matrix {
  return { rows: values.length / columns, columns, at: Float64Array.from(values) };
}

function fill(rows: number, columns: number, of: (row: number, column: number) => number): Matrix {
  const at = Float64Array.from({ length: rows * columns }, (_, n) => of(Math.floor(n / columns), n % columns));
  return { rows, columns, at };
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return fill(a.rows, b.columns, (row, column) => {
    let sum = 0;
    for (let n = 0; n < a.columns; n++) sum += a.at[row * a.columns + n]! * b.at[n * b.columns + column]!;
    return sum;
  });
}

function transpose(a: Matrix): Matrix {
  return fill(a.columns, a.rows, (row, column) => a.at[column * a.columns + row]!);
}

function map(a: Matrix, of: (value: number, n: number) => number): Matrix {
  return { ...a, at: a.at.map(of) };
}

function softmax(a: Matrix): Matrix {
  const powers = map(a, Math.exp); // small logits only
  return map(powers, (power, n) => {
    const row = Math.floor(n / a.columns);
    return power / powers.at.subarray(row * a.columns, (row + 1) * a.columns).reduce((sum, value) => sum + value, 0);
  });
}

function forward({ dimension: D, hidden: H, classCount: K }: NetworkShape, weights: NetworkWeights, x: Float32Array) {
  const input = matrix(x, D);
  const hidden = map(multiply(input, matrix(weights.inputKernel, H)), (z, n) =>
    Math.max(0, z + weights.inputBias[n % H]!),
  );
  const logits = map(multiply(hidden, matrix(weights.outputKernel, K)), (z, n) => z + weights.outputBias[n % K]!);
  return { input, hidden, logits };
}

/** Logits, and the mean cosine similarity to each class's prototypes (the lowest of the others where it has none). */
export function referenceScores(shape: NetworkShape, member: MemberWeights, x: Float32Array): RawScores {
  const { hidden, logits } = forward(shape, member.network, x);
  const { vectors, classOf } = member.prototypes;
  const H = shape.hidden;
  const lengths = Array.from({ length: hidden.rows }, (_, row) =>
    Math.hypot(...hidden.at.subarray(row * H, (row + 1) * H)),
  );
  const cosine = multiply(hidden, transpose(matrix(vectors, H)));
  const means = fill(hidden.rows, shape.classCount, (row, label) => {
    const own = [...classOf.keys()].filter((p) => classOf[p] === label);
    const sum = own.reduce((total, p) => total + cosine.at[row * classOf.length + p]! / lengths[row]!, 0);
    return own.length === 0 ? Infinity : sum / own.length;
  });
  const similarities = map(means, (mean, n) => {
    const row = Math.floor(n / shape.classCount);
    return mean < Infinity
      ? mean
      : Math.min(...means.at.subarray(row * shape.classCount, (row + 1) * shape.classCount));
  });
  return { logits: Float32Array.from(logits.at), similarities: Float32Array.from(similarities.at) };
}

/** Weights after some steps of SGD with momentum, from zero velocity, on one batch. */
export function referenceSteps(
  shape: NetworkShape,
  start: NetworkWeights,
  batch: { x: Float32Array; logLikelihood: Float32Array },
  settings: Required<StepSettings>,
  steps: number,
): NetworkWeights {
  const velocity = { inputKernel: 0, inputBias: 0, outputKernel: 0, outputBias: 0 };
  const names = Object.keys(velocity) as (keyof NetworkWeights)[];
  const moving = new Map(names.map((name) => [name, new Float64Array(start[name].length)]));
  const weights = { ...start };
  for (let step = 0; step < steps; step++) {
    const gradients = referenceGradients(shape, weights, batch, settings.ownBelief);
    for (const name of names) {
      const decay = name.endsWith('Kernel') ? settings.weightDecay : 0;
      const speed = moving.get(name)!;
      gradients[name].forEach(
        (gradient, n) => (speed[n] = settings.momentum * speed[n]! + gradient + decay * weights[name][n]!),
      );
      weights[name] = weights[name].map((value, n) => value - settings.learningRate * speed[n]!);
    }
  }
  return weights;
}

function referenceGradients(
  shape: NetworkShape,
  weights: NetworkWeights,
  batch: { x: Float32Array; logLikelihood: Float32Array },
  ownBelief: number,
): Record<keyof NetworkWeights, Float64Array> {
  const { input, hidden, logits } = forward(shape, weights, batch.x);
  const target = softmax(map(logits, (z, n) => ownBelief * z + batch.logLikelihood[n]!));
  const onLogits = map(softmax(logits), (p, n) => (p - target.at[n]!) / logits.rows);
  const back = multiply(onLogits, transpose(matrix(weights.outputKernel, shape.classCount)));
  const onHidden = map(back, (gradient, n) => (hidden.at[n]! > 0 ? gradient : 0));
  const ones = fill(1, input.rows, () => 1);
  return {
    inputKernel: multiply(transpose(input), onHidden).at,
    inputBias: multiply(ones, onHidden).at,
    outputKernel: multiply(transpose(hidden), onLogits).at,
    outputBias: multiply(ones, onLogits).at,
  };
}
