/** Who else informs the beliefs: gold, or witnesses of these accuracies whose errors are uniform and independent. */
export type Informants = 'gold' | number[];

/** What a source says of an example of this class. */
export type Answer = (trueClass: number) => number;

export interface CrowdSettings {
  classCount: number;
  informants: Informants;
  random: () => number;
  /** Exponent of the beliefs: 1 calibrated, above 1 overconfident. */
  power?: number;
}

/** Examples of equally frequent classes, with the belief that the informants make; one at a time, in the same arrays. */
export class SimulatedCrowd {
  trueClass = 0;
  classes: number[] = [];
  probabilities: number[] = [];

  constructor(private readonly settings: CrowdSettings) {
    const { classCount, informants } = settings;
    const gold = informants === 'gold';
    this.classes = gold ? [0] : Array.from({ length: classCount }, (_, i) => i);
    this.probabilities = gold ? [1] : this.classes.map(() => 1 / classCount);
  }

  next(): void {
    const { classCount, informants, random, power = 1 } = this.settings;
    this.trueClass = Math.floor(random() * classCount);
    if (informants === 'gold') {
      this.classes[0] = this.trueClass;
      return;
    }
    const { probabilities } = this;
    probabilities.fill(1);
    for (const accuracy of informants) {
      const said = errsUniformly(this.trueClass, accuracy, classCount, random);
      const wrong = (1 - accuracy) / (classCount - 1);
      for (let i = 0; i < classCount; i++) probabilities[i]! *= i === said ? accuracy : wrong;
    }
    normalise(probabilities, power);
  }

  beliefIn(label: number): number {
    if (this.settings.informants === 'gold') return label === this.trueClass ? 1 : 0;
    return this.probabilities[label]!;
  }
}

function normalise(probabilities: number[], power: number): void {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    if (power !== 1) probabilities[i] = probabilities[i]! ** power;
    sum += probabilities[i]!;
  }
  for (let i = 0; i < probabilities.length; i++) probabilities[i]! /= sum;
}

export function errsUniformly(trueClass: number, accuracy: number, classCount: number, random: () => number): number {
  if (random() < accuracy) return trueClass;
  return (trueClass + 1 + Math.floor(random() * (classCount - 1))) % classCount;
}

/** A source of this accuracy whose errors are uniform. */
export function accurate(accuracy: number, classCount: number, random: () => number): Answer {
  return (trueClass) => errsUniformly(trueClass, accuracy, classCount, random);
}
