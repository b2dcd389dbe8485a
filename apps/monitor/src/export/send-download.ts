import { Logger } from '@nestjs/common';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HttpResponse } from '#http';
import { InvalidInput } from '#labels';
import type { Download } from './export.service.js';
import { NotATaskError } from './label-studio.format.js';

const logger = new Logger('export');
/** Pieces that wait for a slow reader, besides what the connection holds. */
const PIECES_AHEAD = 1;

/**
 * Sends a file as it is made, as fast as the reader takes it; a reader that leaves ends the making. What fails before the
 * first piece is still a problem with its status; what fails later breaks the connection, so that nobody takes a part for the whole.
 */
export async function sendDownload({ contentType, fileName, pieces }: Download, response: HttpResponse): Promise<void> {
  const making = pieces[Symbol.asyncIterator]();
  const first = await making.next().catch(asProblem);
  response.writeHead(200, {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${fileName}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const readable = Readable.from(onFrom(first, making), { objectMode: true, highWaterMark: PIECES_AHEAD });
  await pipeline(readable, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    logger.error(`${fileName} was cut off: ${error.message}`);
  });
}

async function* onFrom<T>(first: IteratorResult<T>, making: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let piece = first; !piece.done; piece = await making.next()) yield piece.value;
  } finally {
    await making.return?.();
  }
}

function asProblem(error: unknown): never {
  if (error instanceof NotATaskError) throw new InvalidInput('exampleId', undefined, error.message);
  throw error;
}
