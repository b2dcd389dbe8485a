import { describe, expect, it } from 'vitest';
import { StallDetector } from './stall-detector.js';

const at = (position: number, records = 5) => ({ stage: 'judge', partition: 1, records, position });

describe('StallDetector', () => {
  it('tells once of a place where records wait and nothing moves for a minute', () => {
    const detector = new StallDetector();
    expect(detector.read([at(10)], 0)).toEqual([]);
    expect(detector.read([at(10, 9)], 59_999)).toEqual([]);
    const [stall] = detector.read([at(10, 12)], 60_000);
    expect(stall).toEqual({ ...at(10, 12), sinceMs: 0, reason: 'it has not moved for 60 seconds' });
    expect(detector.read([at(10)], 120_000)).toEqual([]);
    expect(detector.read([at(11)], 130_000)).toEqual([]);
    expect(detector.read([at(11)], 190_000)).toHaveLength(1);
  });

  it('is not misled by a stage that moves slowly, or has nothing to do', () => {
    const detector = new StallDetector();
    for (let n = 0; n < 10; n++) expect(detector.read([at(n)], n * 50_000)).toEqual([]);
    for (let n = 0; n < 5; n++) expect(detector.read([at(9, 0)], 500_000 + n * 60_000)).toEqual([]);
    expect(detector.read([at(9)], 900_000)).toEqual([]);
  });

  it('says why, where it is known', () => {
    const detector = new StallDetector();
    detector.read([at(1)], 0, 'gap');
    expect(detector.read([at(1)], 60_000, 'gap')[0]!.reason).toBe('gap');
  });
});
