import { setTimeout as sleep } from 'node:timers/promises';
import { encodeEvent, type RescoreEvent } from '#labels';
import type { Ledger } from '#ledger';
import type { EvidenceMatrix, TrainingJob, TrainingProgress, TrainingResult } from '#model';
import { scopeOf } from '#runner';
import type { Log, NewRecord } from '#stream';
import { groups } from './addresses.js';
import { namePrototypes, type ActiveModel, type ModelStore } from './model-store.js';
import type { ProjectStore } from './project-store.js';
import { rescoreHeader } from './rescore-header.js';
import { snapshotBuffer, type TrainingSnapshot } from './training-job.js';
import { intakeCodec } from './training-buffer.js';

/** Runs a fine-tune off the event loop. */
export interface TrainingPort {
  train(
    job: TrainingJob,
    options?: { signal?: AbortSignal; onProgress?(progress: TrainingProgress): void },
  ): Promise<TrainingResult>;
}

export interface TrainerSettings {
  folds: number;
  seed: number;
  /** Next label count at which to train, after a training at `labelsSeen` (0: none yet). */
  schedule(labelsSeen: number): number;
  /** Also train when this long has passed since the last and new labels came. */
  everyMs: number;
  /** How long the other stages and processes may take to read what was published, before rescore events follow. */
  settleMs: number;
}

export interface TrainerParts {
  ledger: Ledger;
  log: Log;
  projects: ProjectStore;
  models: ModelStore;
  training: TrainingPort;
  settings: TrainerSettings;
  nowMs(): number;
  /** Waited for, instead of `settleMs`, before the first and after each append of rescore events. For a replay. */
  pace?(): Promise<void>;
  observer?: {
    training?(project: string, progress: TrainingProgress): void;
    trained?(project: string, result: TrainingResult, accepted: boolean): void;
    failed?(project: string, error: unknown): void;
  };
}

/** A pass is sent in this many parts, within bounds: between them the stages and what they know of the sources catch up. */
const PARTS_PER_PASS = 8;
const MIN_PART_RECORDS = 500;
const MAX_PART_RECORDS = 8_000;
/** A project whose fine-tune failed is left alone for this long. */
const RETRY_AFTER_MS = 30_000;

/**
 * The trainer: fine-tunes a project when it is due, publishes the version that passes its gate, and sends rescore
 * events for its buffer back into the one input log. A version is stored before anything points at it; a crash between
 * the pointer and the last rescore event is made good at the next start (JUDGE ignores what it has).
 */
export class Trainer {
  private readonly queue = new Set<string>();
  private working?: Promise<void>;
  private readonly stopping = new AbortController();
  private readonly notBeforeMs = new Map<string, number>();

  constructor(private readonly parts: TrainerParts) {}

  /** Asks for a fine-tune of those that are due; one at a time. Live mode. */
  consider(projects: string[]): void {
    if (this.stopping.signal.aborted) return;
    for (const project of projects) this.queue.add(project);
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  /** A fine-tune runs, or is asked for. */
  get isBusy(): boolean {
    return this.working !== undefined;
  }

  /** Projects that wait to be looked at. */
  get waiting(): number {
    return this.queue.size;
  }

  /** Ends the fine-tune in hand; what it made is dropped. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  /** Begins to send the rescore events that a crash may have swallowed. */
  resume(): void {
    this.working ??= this.resumeAll().finally(() => (this.working = undefined));
  }

  async isDue(project: string): Promise<boolean> {
    const { models, settings, nowMs } = this.parts;
    if (nowMs() < (this.notBeforeMs.get(project) ?? 0)) return false;
    const active = await models.active(project);
    const labels = await this.labelsSeen(project);
    if (labels >= settings.schedule(active.trainedAtLabels)) return true;
    return (
      active.trainedAtLabels > 0 && labels > active.trainedAtLabels && nowMs() - active.trainedAtMs >= settings.everyMs
    );
  }

  /** Fine-tunes now and publishes what passes. Resolves when its rescore events are in the log. */
  async fineTune(id: string): Promise<{ accepted: boolean }> {
    const { models, projects, training, settings, nowMs } = this.parts;
    const project = await projects.require(id);
    const found = await models.active(id);
    const version = found.newest + 1;
    const active = await models.moveActive(id, found, { ...found, newest: version });
    const previous = active.version > 0 ? await models.weights(id, active.version) : undefined;
    const labels = await this.labelsSeen(id);
    const about = { version, seed: settings.seed + version, folds: settings.folds, ...(previous && { previous }) };
    const snapshot = await snapshotBuffer(this.parts, project, about);
    const onProgress = (progress: TrainingProgress) => this.parts.observer?.training?.(id, progress);
    const result = await training.train(snapshot.job, { signal: this.stopping.signal, onProgress });
    const { accepted, report, seconds, backend } = result;
    const prototypes = namePrototypes(result.prototypes ?? [], snapshot.exampleIds);
    const record = { version, accepted, createdAtMs: nowMs(), seconds, backend, report };
    await models.put(id, record, result.version, prototypes);
    const serving = accepted ? version : active.version;
    const trained = { ...active, version: serving, trainedAtLabels: labels, trainedAtMs: nowMs() };
    await this.rescore(id, active, trained, snapshot, accepted ? result.evidence : undefined);
    this.parts.observer?.trained?.(id, result, accepted);
    return { accepted };
  }

  /** One more pass over the buffer with the noise matrices of now: no new evidence. */
  async rescoreAgain(id: string): Promise<{ rescored: number }> {
    const active = await this.parts.models.active(id);
    return { rescored: await this.rescore(id, active, active) };
  }

  /** A pass of its own. `from` is what the ledger holds; `to` with the new pass is what it shall hold. */
  private async rescore(
    id: string,
    from: ActiveModel,
    to: ActiveModel,
    known?: TrainingSnapshot,
    evidence?: EvidenceMatrix,
  ): Promise<number> {
    const { models, projects, settings, log } = this.parts;
    const active = await models.moveActive(id, from, { ...to, pass: from.pass + 1, rescored: false });
    await this.settle();
    const project = await projects.require(id);
    const about = { version: active.version, seed: settings.seed, folds: settings.folds };
    const { job, exampleIds } = known ?? (await snapshotBuffer(this.parts, project, about));
    const share = Math.ceil(exampleIds.length / PARTS_PER_PASS);
    const partRecords = Math.min(Math.max(share, MIN_PART_RECORDS), MAX_PART_RECORDS);
    let records: NewRecord[] = [];
    for (const [n, exampleId] of exampleIds.entries()) {
      const event: RescoreEvent = {
        kind: 'rescore',
        project: id,
        exampleId,
        modelVersion: active.version,
        pass: active.pass,
      };
      if (evidence && (job.features?.row[n] ?? -1) >= 0) event.evidence = rowOf(evidence, n, job.classCount);
      const { value, contentType } = encodeEvent(event);
      records.push({
        topic: 'events',
        key: `${id}/${exampleId}`,
        headers: { 'content-type': contentType, ...rescoreHeader },
        value,
      });
      if (records.length < partRecords && n < exampleIds.length - 1) continue;
      await log.append(records);
      await this.parts.pace?.();
      records = [];
    }
    await models.moveActive(id, active, { ...active, rescored: true });
    return exampleIds.length;
  }

  private async resumeAll(): Promise<void> {
    for (const { id } of await this.parts.projects.list()) {
      const active = await this.parts.models.active(id);
      if (active.rescored) continue;
      await this.rescore(id, active, active).catch((e: unknown) => this.report(id, e));
    }
  }

  private report(project: string, error: unknown): void {
    if (!this.stopping.signal.aborted) this.parts.observer?.failed?.(project, error);
  }

  private async settle(): Promise<void> {
    if (this.parts.pace) return this.parts.pace();
    await sleep(this.parts.settings.settleMs, undefined, { signal: this.stopping.signal });
  }

  private async work(): Promise<void> {
    for (const project of this.queue) {
      this.queue.delete(project);
      if (this.stopping.signal.aborted) return;
      try {
        if (!(await this.isDue(project))) continue;
        await this.fineTune(project);
        await this.rescoreAgain(project);
      } catch (error) {
        this.notBeforeMs.set(project, this.parts.nowMs() + RETRY_AFTER_MS);
        this.report(project, error);
      }
    }
  }

  private async labelsSeen(project: string): Promise<number> {
    const { ledger, log } = this.parts;
    let labels = 0;
    for (let partition = 0; partition < log.partitions('events'); partition++) {
      const [bytes] = await ledger.load(scopeOf('train', partition), [{ group: groups.intake, id: project }]);
      if (bytes) labels += intakeCodec.decode(bytes).labels;
    }
    return labels;
  }
}

function rowOf({ model, prototype }: EvidenceMatrix, n: number, K: number) {
  return { model: model.slice(n * K, (n + 1) * K), prototype: prototype.slice(n * K, (n + 1) * K) };
}
