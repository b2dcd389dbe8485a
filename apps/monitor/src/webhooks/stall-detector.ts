/** How far a stage is in one partition. */
export interface StageReading {
  stage: string;
  partition: number;
  /** That wait. */
  records: number;
  /** Next offset to take. */
  position: number;
}

export interface Stall extends StageReading {
  sinceMs: number;
  reason: string;
}

const STALLED_AFTER_MS = 60_000;

/** A stage is stalled when records wait and its position stays where it is for a minute. Each place is told once. */
export class StallDetector {
  private seen = new Map<string, { position: number; sinceMs: number; told: boolean }>();

  /** @param stopped why nothing moves, where it is known. @returns what is stalled since the last reading */
  read(readings: StageReading[], nowMs: number, stopped?: string): Stall[] {
    const seen: typeof this.seen = new Map();
    const stalls: Stall[] = [];
    for (const reading of readings.filter(({ records }) => records > 0)) {
      const key = `${reading.stage}/${reading.partition}`;
      const before = this.seen.get(key);
      const place = before?.position === reading.position ? before : { ...reading, sinceMs: nowMs, told: false };
      seen.set(key, place);
      if (place.told || nowMs - place.sinceMs < STALLED_AFTER_MS) continue;
      place.told = true;
      const reason = stopped ?? `it has not moved for ${STALLED_AFTER_MS / 1_000} seconds`;
      stalls.push({ ...reading, sinceMs: place.sinceMs, reason });
    }
    this.seen = seen;
    return stalls;
  }
}
