import { avalanche } from './fold.js';

/** Seeded generator (xoshiro128**, Blackman & Vigna 2018): the same seed gives the same numbers on every machine. */
export class Random {
  private readonly state = new Uint32Array(4);

  constructor(seed: number) {
    for (let n = 0; n < 4; n++) this.state[n] = avalanche((seed + Math.imul(n + 1, 0x9e3779b9)) | 0);
    if (this.state.every((word) => word === 0)) this.state[0] = 1;
  }

  /** Uniform in [0, 2^32). */
  uint32(): number {
    const s = this.state;
    const x = Math.imul(s[1]!, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = (s[3]! << 11) | (s[3]! >>> 21);
    return result;
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.uint32() / 4294967296;
  }

  /** Uniform integer in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** Standard normal (Box-Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  /** In place, uniform (Fisher-Yates). @returns the same array */
  shuffle<T extends Int32Array | number[]>(values: T): T {
    for (let n = values.length - 1; n > 0; n--) {
      const other = this.below(n + 1);
      const kept = values[n]!;
      values[n] = values[other]!;
      values[other] = kept;
    }
    return values;
  }
}
