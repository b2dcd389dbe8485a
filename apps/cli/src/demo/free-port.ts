import { createServer, type AddressInfo } from 'node:net';

const TRIES = 50;
const HIGHEST_PORT = 65_535;

export async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined;
}

/** The first free loopback port from `from` on; of 0, any. */
export async function nextFreePort(from: number): Promise<number> {
  for (let port = from; port < from + TRIES && port <= HIGHEST_PORT; port++) {
    const free = await listenOnce(port);
    if (free !== undefined) return free;
  }
  throw new Error(`no free port from ${from} to ${Math.min(from + TRIES - 1, HIGHEST_PORT)}: name one with --port`);
}

/** The port that it was, for a moment; undefined when it is taken. */
function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const got = (server.address() as AddressInfo).port;
      server.close(() => resolve(got));
    });
  });
}
