/** A value that b[given] can have, and how probable it is when the source is right and when it is wrong. */
export interface PossibleBelief {
  beliefInGiven: number;
  ifRight: number;
  ifWrong: number;
}

/**
 * Calibrated beliefs: classes are equally frequent and one witness, right with probability `witness` (errors uniform),
 * is all that informs them. The source errs uniformly and independently of the witness.
 */
export function beliefsOf(classCount: number, witness: number): PossibleBelief[] {
  const wrong = (1 - witness) / (classCount - 1);
  return [
    { beliefInGiven: witness, ifRight: witness, ifWrong: wrong },
    { beliefInGiven: wrong, ifRight: 1 - witness, ifWrong: 1 - wrong },
  ].filter((b) => b.ifRight > 0 || b.ifWrong > 0);
}

interface Process {
  update(beliefInGiven: number): void;
  eValue(): number;
}

/** E[e-value after `labels` labels] for a source of this accuracy, by enumeration of all histories. */
export function expectedEValue(
  labels: number,
  beliefs: PossibleBelief[],
  accuracy: number,
  start: () => Process,
): number {
  let expectation = 0;
  const histories = beliefs.length ** labels;
  for (let history = 0; history < histories; history++) {
    const process = start();
    let probability = 1;
    for (let n = 0, rest = history; n < labels; n++, rest = Math.floor(rest / beliefs.length)) {
      const { beliefInGiven, ifRight, ifWrong } = beliefs[rest % beliefs.length]!;
      probability *= accuracy * ifRight + (1 - accuracy) * ifWrong;
      process.update(beliefInGiven);
    }
    if (probability > 0) expectation += probability * process.eValue();
  }
  return expectation;
}
