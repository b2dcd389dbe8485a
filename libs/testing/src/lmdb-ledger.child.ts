import { openLedger } from '#ledger';
import { commitSeries } from './ledger.series.js';

/** lmdb-ledger.child.ts FOLDER commit|hold: opens the ledger; `commit` prints every position that is acknowledged. */
const [path = '', mode] = process.argv.slice(2);
const ledger = await openLedger({ kind: 'lmdb', path });
process.stdout.write('open\n');
if (mode === 'hold') setInterval(() => undefined, 60_000);
else await commitSeries(ledger, (position) => process.stdout.write(`${position}\n`));
