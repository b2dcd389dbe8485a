import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Broker, BrokerPlace } from './kafka.server.js';
import { repositoryFolder } from './spawn-source.js';

const run = promisify(execFile);
const kafkaFolder = join(repositoryFolder, '.tools/kafka');
const jars = join(kafkaFolder, 'libs');
/** Classes as the broker left them in memory: a start takes half as long with it. Made when a first broker ends. */
const classArchive = join(kafkaFolder, 'classes.jsa');
const mavenPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const clusterId = 'MkU3OEVBNTcwNTJENDM2Qg';
const readyTimeoutMs = 60_000;

/** A broker from the jars of libs/testing/kafka/pom.xml, fetched once into .tools/; undefined without Java or Maven. */
export async function javaBroker(place: BrokerPlace): Promise<Broker | undefined> {
  if (!(await works('java', '-version')) || !(await fetchJars())) return undefined;
  return new JavaBroker(place);
}

class JavaBroker implements Broker {
  private child?: ChildProcess;
  private formatted = false;

  constructor(private readonly place: BrokerPlace) {}

  async start(): Promise<void> {
    const properties = join(this.place.dir, 'server.properties');
    if (!this.formatted) {
      const format = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties, '--ignore-formatted'];
      await run('java', ['-cp', join(jars, '*'), ...format]);
      this.formatted = true;
    }
    this.child = spawn('java', [...javaOptions(), '-cp', join(jars, '*'), 'kafka.Kafka', properties], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const child = this.child;
    const endWithUs = () => void child.kill('SIGKILL');
    process.once('exit', endWithUs);
    child.once('exit', () => process.removeListener('exit', endWithUs));
    await saysReady(child);
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill(existsSync(classArchive) ? 'SIGKILL' : 'SIGTERM');
    const made = newArchive();
    if (existsSync(made)) renameSync(made, classArchive);
  }
}

function javaOptions(): string[] {
  return [
    '-Xmx512m',
    existsSync(classArchive) ? `-XX:SharedArchiveFile=${classArchive}` : `-XX:ArchiveClassesAtExit=${newArchive()}`,
    '-Xlog:cds=off',
    '-Xlog:cds+dynamic=off',
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
    '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
  ];
}

const newArchive = () => `${classArchive}.${process.pid}`;

/** Resolves at the broker's own line; rejects with the end of its output when it dies or takes too long. */
function saysReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string) => reject(new Error(`the Kafka broker ${why}:\n${output.slice(-2000)}`));
    const timer = setTimeout(() => fail(`was not ready within ${readyTimeoutMs} ms`), readyTimeoutMs);
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000);
      if (!output.includes('Kafka Server started')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(`did not start (${error.message})`));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended (${signal ?? code})`);
    });
  });
}

async function fetchJars(): Promise<boolean> {
  if (existsSync(jars)) return true;
  if (!(await works('mvn', '-version'))) return false;
  const unfinished = `${jars}.${process.pid}`;
  mkdirSync(kafkaFolder, { recursive: true });
  const pom = join(repositoryFolder, 'libs/testing/kafka/pom.xml');
  await run('mvn', ['-q', '-B', '-f', pom, mavenPlugin, '-DincludeScope=runtime', `-DoutputDirectory=${unfinished}`]);
  if (existsSync(jars)) rmSync(unfinished, { recursive: true });
  else renameSync(unfinished, jars);
  return true;
}

function works(command: string, argument: string): Promise<boolean> {
  return run(command, [argument]).then(
    () => true,
    () => false,
  );
}
