import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '#config';
import { Problem, toProblem } from '#http';
import { InvalidInput } from '#labels';
import type { Service } from '#pipeline';
import type { NewRecord } from '#stream';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE, SETTINGS } from '../service/tokens.js';
import { Admission } from './admission.js';
import { EventReader } from './event-reader.js';
import type { UploadedJson } from './ingest.schemas.js';
import { ndjsonLines } from './ndjson-lines.js';
import { Upload } from './upload.js';

/** Events checked before the event loop gets a turn. */
const CHECKS_PER_TURN = 100;

/** Takes events over HTTP into the one input log: checked against their project first, durable before the answer. */
@Injectable()
export class IngestService {
  private readonly maxLineBytes: number;

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.maxLineBytes = settings.http.bodyLimitBytes;
  }

  /** One event, or a list of them under `listName`. All of them, or none. */
  async takeJson(
    projectId: string,
    body: unknown,
    options: { kind?: 'retract' | 'gold' | 'review'; listName?: string },
  ) {
    await this.admission.check();
    const reader = await this.readerOf(projectId);
    const { items, fieldOf } = itemsOf(body, options.listName);
    const records: NewRecord[] = [];
    for (const [index, item] of items.entries()) {
      if (index % CHECKS_PER_TURN === CHECKS_PER_TURN - 1) await new Promise((resolve) => setImmediate(resolve));
      records.push(...(await readAt(reader, withKind(item, options.kind), fieldOf(index))));
    }
    await this.service.log.append(records);
    return { accepted: items.length };
  }

  /** Events of any kind, one a line. Resolves when all that was good is durable. */
  async takeLines(projectId: string, body: AsyncIterable<Buffer>): Promise<UploadedJson> {
    await this.admission.check();
    const reader = await this.readerOf(projectId);
    const upload = new Upload(reader, this.maxLineBytes, (records) => this.service.log.append(records));
    try {
      for await (const lines of ndjsonLines(body, this.maxLineBytes)) {
        await this.admission.wait();
        await upload.take(lines);
      }
      await upload.flush();
    } catch (error) {
      throw await interrupted(upload, error);
    }
    return upload.outcome;
  }

  private async readerOf(projectId: string): Promise<EventReader> {
    return new EventReader(await this.projects.require(projectId), this.service.pipeline.projects);
  }
}

function itemsOf(body: unknown, listName?: string): { items: unknown[]; fieldOf(index: number): string } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidInput('body', body, 'is not a JSON object');
  }
  if (listName === undefined || !(listName in body)) return { items: [body], fieldOf: () => '' };
  const items = (body as Record<string, unknown>)[listName];
  // A single gold line may itself have a field of the list's name; a list it is only as an array.
  if (!Array.isArray(items)) return { items: [body], fieldOf: () => '' };
  const other = Object.keys(body).find((name) => name !== listName);
  if (other !== undefined) throw new InvalidInput(other, undefined, `stands beside "${listName}", which stands alone`);
  if (items.length === 0) throw new InvalidInput(listName, items, 'is empty');
  return { items, fieldOf: (index) => `${listName}[${index}].` };
}

function withKind(item: unknown, kind: string | undefined): unknown {
  if (kind === undefined || typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const given: unknown = (item as Record<string, unknown>)['kind'];
  if (given !== undefined && given !== kind)
    throw new InvalidInput('kind', given, `is not ${kind}, which this path takes`);
  return { kind, ...item };
}

/** The error's field is named from the body's own root. */
async function readAt(reader: EventReader, item: unknown, prefix: string): Promise<NewRecord[]> {
  try {
    return await reader.read(item);
  } catch (error) {
    if (!(error instanceof InvalidInput) || prefix === '') throw error;
    const { field, value, message } = error;
    throw new Problem('invalid-input', `${prefix}${message}`, { field: `${prefix}${field}`, value });
  }
}

/** What was good before the stream broke off is kept and said. */
async function interrupted(upload: Upload, error: unknown): Promise<unknown> {
  const problem = toProblem(error);
  if (!problem) return error;
  await upload.flush();
  const { accepted, rejected } = upload.outcome;
  const says = `${problem.detail}; ${accepted} lines were taken and ${rejected} rejected before`;
  return new Problem(problem.kind, says, { ...problem.options, members: { ...upload.outcome } });
}
