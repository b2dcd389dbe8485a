import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answersPing } from './redis.ping.js';
import { redisArguments, type RedisPlace, type RedisProcess } from './redis.process.js';
import { repositoryFolder } from './spawn-source.js';
import { until } from './until.js';

const run = promisify(execFile);
/** Holds redis-server 6.2 for Linux and macOS, x64 and arm64; the artifact is a zip of programs, not run by Java. */
const artifact = 'com.github.codemonstur:embedded-redis:1.4.4';
const unpackedFolder = join(repositoryFolder, '.tools/redis');
const readyTimeoutMs = 20_000;
const fetchTimeoutMs = 180_000;

/** The redis-server of PATH, or the one of the Maven artifact, fetched once into .tools/; undefined without it. */
export async function localRedis(place: RedisPlace, from: 'path' | 'maven'): Promise<RedisProcess | undefined> {
  const program = from === 'path' ? 'redis-server' : await unpackedProgram();
  const works = program && (await run(program, ['--version']).catch(() => undefined));
  return works ? new LocalRedis(program, place) : undefined;
}

class LocalRedis implements RedisProcess {
  private child?: ChildProcess;

  constructor(
    private readonly program: string,
    private readonly place: RedisPlace,
  ) {}

  get pid(): number | undefined {
    return isRunning(this.child) ? this.child.pid : undefined;
  }

  async start(): Promise<void> {
    const { options, dir, port } = this.place;
    const child = spawn(this.program, redisArguments(options, dir, port), { stdio: ['ignore', 'pipe', 'inherit'] });
    this.child = child;
    let log = '';
    child.stdout.on('data', (text: Buffer) => (log = (log + text.toString()).slice(-4_000)));
    const endWithUs = (): void => void child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.once('exit', () => process.removeListener('exit', endWithUs));
    await until(async () => {
      if (!isRunning(child)) throw new Error(`redis-server ended at once:\n${log}`);
      return answersPing(port, options.tls !== undefined);
    }, readyTimeoutMs);
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!isRunning(child)) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await gone;
  }

  async remove(): Promise<void> {
    await this.kill('SIGKILL');
  }
}

function isRunning(child: ChildProcess | undefined): child is ChildProcess {
  return child !== undefined && child.exitCode === null && child.signalCode === null;
}

async function unpackedProgram(): Promise<string | undefined> {
  if (!findProgram()) {
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack';
    const args = [
      '-q',
      '-B',
      goal,
      `-Dartifact=${artifact}`,
      `-DoutputDirectory=${unpackedFolder}`,
      `-DmarkersDirectory=${unpackedFolder}/.markers`,
    ];
    await run('mvn', args, { timeout: fetchTimeoutMs }).catch(() => undefined);
  }
  const program = findProgram();
  if (program) chmodSync(program, 0o755);
  return program;
}

function findProgram(): string | undefined {
  if (!existsSync(unpackedFolder)) return undefined;
  const cpu = process.arch === 'x64' ? 'amd64' : process.arch;
  const ending = `${process.platform}-${cpu}`;
  const name = readdirSync(unpackedFolder).find((file) => file.startsWith('redis-server') && file.endsWith(ending));
  return name === undefined ? undefined : join(unpackedFolder, name);
}
