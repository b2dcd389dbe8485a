import { createServer } from 'node:net';

const TRIES = 50;
const HIGHEST_PORT = 65_535;

export async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** The first free loopback port from `from` on. */
export async function nextFreePort(from: number): Promise<number> {
  for (let port = from; port < from + TRIES && port <= HIGHEST_PORT; port++) if (await isFree(port)) return port;
  throw new Error(`no free port from ${from} to ${Math.min(from + TRIES - 1, HIGHEST_PORT)}: name one with --port`);
}
