import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What makes the stream: kept in the folder, so that a second start goes on with the same one. */
export interface DemoPlan {
  seed: number;
  labels: number;
  sources: number;
}

/** A service that is running on this folder. */
export interface RunningService {
  pid: number;
  url: string;
}

export const defaultPlan: DemoPlan = { seed: 1, labels: 9_000, sources: 40 };

/** The demo's own data folder: its plan and summary, what the service says and the service's data. */
export class DemoFolder {
  readonly serviceLog: string;
  readonly serviceData: string;
  /** What the summary says, for programs. */
  readonly reportFile: string;
  private readonly planFile: string;
  private readonly serviceFile: string;

  constructor(readonly path: string) {
    this.serviceLog = join(path, 'service.log');
    this.serviceData = join(path, 'data');
    this.reportFile = join(path, 'summary.json');
    this.planFile = join(path, 'demo.json');
    this.serviceFile = join(path, 'service.json');
  }

  /**
   * @returns the plan of an earlier start; undefined in a new folder
   * @throws Error when the folder holds something else, or an earlier demo was asked for something else
   */
  resume(asked: Partial<DemoPlan>): DemoPlan | undefined {
    if (!existsSync(this.planFile)) {
      this.refuseForeign();
      return undefined;
    }
    const found = JSON.parse(readFileSync(this.planFile, 'utf8')) as DemoPlan;
    for (const name of ['seed', 'labels', 'sources'] as const) {
      const wanted = asked[name];
      if (wanted === undefined || wanted === found[name]) continue;
      throw new Error(
        `${this.path} holds a demo with ${name} ${found[name]}, not ${wanted}: ` +
          'start over with --fresh, or name another folder with --data',
      );
    }
    return found;
  }

  /** An empty folder with this plan. */
  begin(plan: DemoPlan): void {
    if (!existsSync(this.planFile)) this.refuseForeign();
    rmSync(this.path, { recursive: true, force: true });
    mkdirSync(this.path, { recursive: true });
    writeFileSync(this.planFile, `${JSON.stringify(plan)}\n`);
  }

  /** The service that was started here last, if its process is still there. */
  running(): RunningService | undefined {
    if (!existsSync(this.serviceFile)) return undefined;
    const service = JSON.parse(readFileSync(this.serviceFile, 'utf8')) as RunningService;
    return isAlive(service.pid) ? service : undefined;
  }

  started(service: RunningService): void {
    writeFileSync(this.serviceFile, `${JSON.stringify(service)}\n`);
  }

  stopped(): void {
    rmSync(this.serviceFile, { force: true });
  }

  /** The last lines that the service wrote. */
  lastWords(lines = 15): string {
    if (!existsSync(this.serviceLog)) return '';
    return readFileSync(this.serviceLog, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  /** Nothing is ever deleted in a folder that no demo made. */
  private refuseForeign(): void {
    if (!existsSync(this.path) || readdirSync(this.path).length === 0) return;
    throw new Error(`${this.path} is not empty and holds no demo: name another folder with --data`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
