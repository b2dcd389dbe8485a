import type { Ledger } from '#ledger';
import type { BackendName, PrototypeExamples, TrainingReport } from '#model';

/** Which version serves a project, and how far its training has come. */
export interface ActiveModel {
  /** 0: none accepted yet. */
  version: number;
  /** Newest version begun, accepted or not. */
  newest: number;
  /** Newest rescoring pass begun. */
  pass: number;
  /** Labels seen by the trainer when the newest version was made, and when that was. */
  trainedAtLabels: number;
  trainedAtMs: number;
  /** False while the newest pass's rescore events may not all be in the log. */
  rescored: boolean;
}

/** What is kept of every version, accepted or not. */
export interface ModelRecord {
  version: number;
  accepted: boolean;
  createdAtMs: number;
  seconds: number;
  /** What it was trained on; absent in records of before this was kept. */
  backend?: BackendName;
  report: TrainingReport;
}

/** Which examples the prototypes of one member are, `[P]` each. */
export interface NamedPrototypes {
  /** Class indices. */
  classOf: number[];
  exampleIds: string[];
}

/** Weights and prototypes are kept for this many versions; reports for all. */
const KEPT_VERSIONS = 5;

/** Model versions of all projects, as documents of the ledger. Immutable once written; `active` points at one. */
export class ModelStore {
  constructor(private readonly ledger: Ledger) {}

  async active(project: string): Promise<ActiveModel> {
    const bytes = await this.ledger.getDocument(`active/${project}`);
    if (!bytes) return { version: 0, newest: 0, pass: 0, trainedAtLabels: 0, trainedAtMs: 0, rescored: true };
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as ActiveModel;
  }

  /**
   * Moves on from what was read: of two trainers (a zombie) one goes on. @returns `to`
   * @throws Error when another trainer has moved it since
   */
  async moveActive(project: string, from: ActiveModel, to: ActiveModel): Promise<ActiveModel> {
    const isWritten = from.newest > 0 || from.pass > 0;
    const moved = await this.ledger.replaceDocument(
      `active/${project}`,
      isWritten ? toBytes(from) : undefined,
      toBytes(to),
    );
    if (!moved) throw new Error(`another trainer has moved project "${project}" on; what was made here is dropped`);
    return to;
  }

  /** Stores a version before anything points at it; weights and prototypes only of an accepted one. */
  async put(
    project: string,
    record: ModelRecord,
    weights: Uint8Array,
    prototypes: NamedPrototypes[] = [],
  ): Promise<void> {
    const { version, accepted } = record;
    if (accepted) {
      await this.ledger.putDocument(nameOf('prototypes', project, version), toBytes(prototypes));
      await this.ledger.putDocument(nameOf('model', project, version), weights);
    }
    await this.ledger.putDocument(nameOf('report', project, version), toBytes(record));
    for (const kind of ['model', 'prototypes'] as const) await this.forgetOld(kind, project);
  }

  /** One per member; empty where the version has none, or is of before this was kept, or is too old. */
  async prototypes(project: string, version: number): Promise<NamedPrototypes[]> {
    const bytes = await this.ledger.getDocument(nameOf('prototypes', project, version));
    return bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as NamedPrototypes[]) : [];
  }

  private async forgetOld(kind: 'model' | 'prototypes', project: string): Promise<void> {
    const names = await this.ledger.documentNames(`${kind}/${project}/`);
    for (const name of names.slice(0, -KEPT_VERSIONS)) await this.ledger.deleteDocument(name);
  }

  async weights(project: string, version: number): Promise<Uint8Array | undefined> {
    return this.ledger.getDocument(nameOf('model', project, version));
  }

  /** undefined: it is in training, or its trainer died. */
  async report(project: string, version: number): Promise<ModelRecord | undefined> {
    const bytes = await this.ledger.getDocument(nameOf('report', project, version));
    return bytes && (JSON.parse(Buffer.from(bytes).toString('utf8')) as ModelRecord);
  }

  /** Newest first. */
  async list(project: string): Promise<ModelRecord[]> {
    const names = await this.ledger.documentNames(`report/${project}/`);
    const values = await Promise.all(names.reverse().map((name) => this.ledger.getDocument(name)));
    return values.filter((v) => v !== undefined).map((v) => JSON.parse(Buffer.from(v).toString('utf8')) as ModelRecord);
  }
}

/** @param exampleIds of the job that the prototypes were chosen from */
export function namePrototypes(prototypes: PrototypeExamples[], exampleIds: string[]): NamedPrototypes[] {
  return prototypes.map(({ classOf, examples }) => ({
    classOf: [...classOf],
    exampleIds: Array.from(examples, (n) => exampleIds[n]!),
  }));
}

function nameOf(kind: string, project: string, version: number): string {
  return `${kind}/${project}/${String(version).padStart(8, '0')}`;
}

function toBytes(document: object): Uint8Array {
  return Buffer.from(JSON.stringify(document));
}
