import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { clientOf } from '../client/client-of.js';
import { interruption } from '../interruption.js';
import { LiveArea } from '../live-area.js';
import { ExportProgress } from './export-progress.js';

/** Names are those of the API's parameters. */
export interface ExportOptions {
  project: string;
  url: string;
  out?: string;
  format: string;
  rows: string;
  sourceId?: string;
  suspect?: string;
  label?: string;
  suggestedLabel?: string;
  gold?: string;
  minQuality?: string;
  maxQuality?: string;
  fromName?: string;
  toName?: string;
  exampleId?: string;
}

const EXIT_INTERRUPTED = 130;

/** Writes the file as the service makes it. @returns the exit code */
export async function exportFile({ project, url, out, ...query }: ExportOptions): Promise<number> {
  const client = clientOf(url);
  const signal = interruption();
  const area = new LiveArea(process.stderr);
  const progress = new ExportProgress(area, out ?? 'standard output');
  try {
    const path = `/v1/projects/${encodeURIComponent(project)}/export?${new URLSearchParams(query)}`;
    const body = Readable.from(await client.download(path, signal));
    const counted = body.compose(countedBy(progress));
    await (out === undefined
      ? pipeline(counted, process.stdout, { signal, end: false })
      : writeWhole(counted, out, signal));
    progress.done();
    return 0;
  } catch (error) {
    if (signal.aborted) return EXIT_INTERRUPTED;
    if (error instanceof Error && error.message === 'terminated') throw new Error(CUT_OFF, { cause: error });
    throw error;
  } finally {
    area.close();
  }
}

const CUT_OFF =
  'the service broke off; what came is not the whole: run the same again, and look into the log of the service';

/** Under another name until it is whole: nobody takes a part for the file. */
async function writeWhole(body: NodeJS.ReadableStream, file: string, signal: AbortSignal): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(body, createWriteStream(part), { signal });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

function countedBy(progress: ExportProgress): Transform {
  return new Transform({
    transform(chunk: Uint8Array, _encoding, taken) {
      progress.took(chunk.byteLength);
      taken(null, chunk);
    },
  });
}
