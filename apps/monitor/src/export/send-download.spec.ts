import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { InvalidInput } from '#labels';
import { until } from '#testing';
import { NotATaskError } from './label-studio.format.js';
import { sendDownload } from './send-download.js';

const piece = 'x'.repeat(100_000);

describe('a download', () => {
  let server: Server;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Serves what a generator makes. */
  async function serve(pieces: () => AsyncGenerator<string>): Promise<string> {
    server = createServer((_, response) => {
      void sendDownload({ contentType: 'text/csv', fileName: 'pets.csv', pieces: pieces() }, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('comes whole, under its name', async () => {
    const url = await serve(async function* () {
      for (let n = 0; n < 50; n++) yield piece;
    });
    const response = await fetch(url);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="pets.csv"');
    expect((await response.text()).length).toBe(50 * piece.length);
  });

  it('is made as fast as it is taken, and no further when the reader leaves', async () => {
    let made = 0;
    let ended = false;
    const url = await serve(async function* () {
      try {
        for (; made < 10_000; made++) yield piece;
      } finally {
        ended = true;
      }
    });
    const leaving = new AbortController();
    const response = await fetch(url, { signal: leaving.signal });
    const reader = response.body!.getReader();
    await reader.read();
    // What the connection and both ends hold is some megabytes; a thousand megabytes are on offer.
    let before = -1;
    await until(async () => {
      const stands = made === before;
      before = made;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return stands;
    });
    expect(made).toBeLessThan(500);
    leaving.abort();
    await until(() => ended);
    expect(made).toBeLessThan(500);
  });

  it('that fails later breaks the connection', async () => {
    const url = await serve(async function* () {
      yield piece;
      throw new Error('the ledger is away');
    });
    const response = await fetch(url);
    await expect(response.text()).rejects.toThrow();
  });

  it('that cannot begin is still refused in words', async () => {
    server = createServer();
    const next = () => Promise.reject(new NotATaskError('img-1'));
    const download = { contentType: 'text/csv', fileName: 'x', pieces: { [Symbol.asyncIterator]: () => ({ next }) } };
    await expect(sendDownload(download, {} as never)).rejects.toThrow(InvalidInput);
  });
});
