import { openLog } from '#stream';

/** local-log.child.ts FOLDER append|hold: opens the local log; `append` prints a line for every acknowledged record. */
const [path = '', mode] = process.argv.slice(2);
const log = await openLog({ kind: 'local', path });
process.stdout.write('open\n');
if (mode === 'hold') setInterval(() => undefined, 60_000);
else await appendForEver(await log.end('events', 0));

async function appendForEver(from: number): Promise<never> {
  for (let i = from; ; i++) {
    await log.append([{ topic: 'events', key: 'k', value: Buffer.from(String(i)) }]);
    process.stdout.write(`${i}\n`);
  }
}
