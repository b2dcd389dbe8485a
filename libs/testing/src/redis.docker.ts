import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { answersPing } from './redis.ping.js';
import { redisArguments, type RedisPlace, type RedisProcess } from './redis.process.js';
import { until } from './until.js';

const run = promisify(execFile);
const image = 'redis:7.2';
const answerTimeoutMs = 5_000;
const pullTimeoutMs = 180_000;
const readyTimeoutMs = 20_000;

/** A server in a container; undefined where no Docker engine answers or the image cannot be had. */
export async function dockerRedis(place: RedisPlace): Promise<RedisProcess | undefined> {
  if (!(await works(['version'], answerTimeoutMs))) return undefined;
  const present = await works(['image', 'inspect', image], answerTimeoutMs);
  if (!present && !(await works(['pull', '--quiet', image], pullTimeoutMs))) return undefined;
  return new DockerRedis(place);
}

class DockerRedis implements RedisProcess {
  readonly pid = undefined;
  private readonly name: string;
  private made = false;

  constructor(private readonly place: RedisPlace) {
    this.name = `qualm-redis-${place.port}`;
  }

  async start(): Promise<void> {
    const { port, options } = this.place;
    await run('docker', this.made ? ['start', this.name] : this.runArguments());
    this.made = true;
    await until(() => answersPing(port, options.tls !== undefined), readyTimeoutMs);
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    await run('docker', ['kill', '--signal', signal, this.name]);
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await run('docker', ['wait', this.name]);
  }

  async remove(): Promise<void> {
    await run('docker', ['rm', '--force', '--volumes', this.name]);
  }

  /**
   * The data and the files of TLS keep their paths, so the arguments are those of a local server; our user, not the
   * image's, reads and writes them.
   */
  private runArguments(): string[] {
    const { dir, port, options } = this.place;
    const { uid, gid } = userInfo();
    const files = Object.values(options.tls ?? {}).flatMap((file) => ['--volume', `${file}:${file}:ro`]);
    const container = ['--name', this.name, '--user', `${uid}:${gid}`, '--entrypoint', 'redis-server'];
    const reach = ['--publish', `127.0.0.1:${port}:${port}`, '--volume', `${dir}:${dir}`, ...files];
    return ['run', '--detach', ...container, ...reach, image, ...redisArguments(options, dir, port), ...anyClient];
  }
}

/** Clients come from outside the container, and the port is published on the loopback address only. */
const anyClient = ['--protected-mode', 'no'];

function works(args: string[], timeoutMs: number): Promise<boolean> {
  return run('docker', args, { timeout: timeoutMs }).then(
    () => true,
    () => false,
  );
}
