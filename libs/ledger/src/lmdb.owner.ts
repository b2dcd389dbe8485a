import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a folder. A killed process leaves its entry behind; what it says is enough to tell that it is dead. */
export interface Owner {
  pid: number;
  /** When the kernel started the process, in its own clock; tells a recycled pid. Absent where there is no /proc. */
  startedAt?: string;
  host: string;
  since: string;
}

export function thisOwner(): Owner {
  return { pid: process.pid, startedAt: startedAt(process.pid), host: hostname(), since: new Date().toISOString() };
}

export function isSameProcess(a: Owner, b: Owner): boolean {
  return a.pid === b.pid && a.startedAt === b.startedAt;
}

/**
 * Whether the process of an entry still runs. Entries of another machine or process namespace (a folder shared between
 * containers) cannot be seen from here and count as dead: the compare-and-set of each commit is what protects then.
 */
export function isAlive({ pid, startedAt: start }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return start === undefined || start === startedAt(pid);
}

/** Fields 3 (state) and 22 (start time) of /proc/PID/stat; a zombie has let go of its files and does not count. */
function startedAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
