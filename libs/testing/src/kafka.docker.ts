import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Broker, BrokerPlace } from './kafka.server.js';
import { until } from './until.js';

const run = promisify(execFile);
const image = 'apache/kafka:4.1.0';
const answerTimeoutMs = 5_000;
const pullTimeoutMs = 180_000;
const readyTimeoutMs = 60_000;

/** A broker in a container; undefined where no Docker engine answers or the image cannot be had. */
export async function dockerBroker(place: BrokerPlace): Promise<Broker | undefined> {
  if (!(await docker(['version'], answerTimeoutMs))) return undefined;
  const present = await docker(['image', 'inspect', image], answerTimeoutMs);
  if (!present && !(await docker(['pull', '--quiet', image], pullTimeoutMs))) return undefined;
  return new DockerBroker(place);
}

class DockerBroker implements Broker {
  private readonly name: string;
  private made = false;

  constructor(private readonly place: BrokerPlace) {
    this.name = `qualm-kafka-${place.port}`;
  }

  async start(): Promise<void> {
    const sinceSeconds = Math.floor(Date.now() / 1000);
    await run('docker', this.made ? ['start', this.name] : this.runArguments());
    this.made = true;
    await until(async () => {
      const { stdout, stderr } = await run('docker', ['logs', '--since', String(sinceSeconds), this.name]);
      return (stdout + stderr).includes('Kafka Server started');
    }, readyTimeoutMs);
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    await run('docker', ['kill', '--signal', signal, this.name]);
    await run('docker', ['wait', this.name]);
  }

  async remove(): Promise<void> {
    await run('docker', ['rm', '--force', '--volumes', this.name]);
  }

  /** The image reads server.properties from /mnt/shared/config; the data stays in the folder that it names. */
  private runArguments(): string[] {
    const { dir, port } = this.place;
    const data = join(dir, 'data');
    mkdirSync(data, { recursive: true });
    chmodSync(data, 0o777); // the container's user is not ours
    const mounts = ['--volume', `${dir}:/mnt/shared/config:ro`, '--volume', `${data}:${data}`];
    return ['run', '--detach', '--name', this.name, '--publish', `127.0.0.1:${port}:${port}`, ...mounts, image];
  }
}

function docker(args: string[], timeoutMs: number): Promise<boolean> {
  return run('docker', args, { timeout: timeoutMs }).then(
    () => true,
    () => false,
  );
}
