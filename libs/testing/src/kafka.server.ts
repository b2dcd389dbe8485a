import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerBroker } from './kafka.docker.js';
import { javaBroker } from './kafka.java.js';
import { repositoryFolder } from './spawn-source.js';

export interface KafkaServerOptions {
  /** Passwords by user name: clients must then authenticate with SASL/PLAIN (SASL_PLAINTEXT). */
  saslUsers?: Record<string, string>;
  /** Where the broker keeps its data; a temporary folder, removed by `stop`, when absent. */
  dir?: string;
  /** A free one when absent. */
  port?: number;
  /** The broker of KAFKA_BROKERS will do, which others use too and nobody may kill. Default: unless `saslUsers` is given. */
  shared?: boolean;
}

export interface KafkaServer {
  brokers: string[];
  /** Resolves when the broker is gone; its data stays. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** After `kill`: the same broker with the same data and port, ready when resolved. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** How one kind of broker is run. `start` resolves when the broker is ready. */
export interface Broker {
  start(): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
  remove(): Promise<void>;
}

export interface BrokerPlace {
  /** Holds server.properties and the data. */
  dir: string;
  port: number;
}

/**
 * A real Kafka broker for tests: the one that KAFKA_BROKERS names, else one in Docker, else one from Java and Maven.
 * Undefined, with a loud line, where there is none of them; with CI=true that is an error, so that nothing is skipped.
 */
export async function startKafka(options: KafkaServerOptions = {}): Promise<KafkaServer | undefined> {
  const external = process.env['KAFKA_BROKERS'];
  if (external && (options.shared ?? !options.saslUsers)) return externalServer(external.split(','));
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'qualm-kafka-'));
  const place = { dir, port: options.port ?? (await freePort()) };
  writeProperties(place, await freePort(), await freePort(), options.saslUsers);
  const broker = (await dockerBroker(place)) ?? (await javaBroker(place));
  if (!broker) return nothingFound();
  await broker.start();
  return {
    brokers: [`127.0.0.1:${place.port}`],
    kill: (signal) => broker.kill(signal),
    restart: () => broker.start(),
    stop: async () => {
      await broker.remove();
      if (!options.dir) rmSync(dir, { recursive: true, force: true });
    },
  };
}

function externalServer(brokers: string[]): KafkaServer {
  return { brokers, kill: notOurs, restart: notOurs, stop: async () => undefined };
}

async function notOurs(): Promise<never> {
  throw new Error('the broker of KAFKA_BROKERS is not ours to kill: ask for one with shared: false');
}

function nothingFound(): undefined {
  const words = 'no Kafka: KAFKA_BROKERS is not set, no Docker engine answers, and Java 17 with Maven is not there';
  if (process.env['CI'] === 'true') throw new Error(words);
  console.error(`\n!!! ${words}: TESTS THAT NEED A BROKER ARE SKIPPED\n`);
  return undefined;
}

/** The repository's server.properties, then this broker's own addresses and folders (the last of a key counts). */
function writeProperties(
  { dir, port }: BrokerPlace,
  controllerPort: number,
  internalPort: number,
  saslUsers?: Record<string, string>,
): void {
  const common = readFileSync(join(repositoryFolder, 'libs/testing/kafka/server.properties'), 'utf8');
  const client = saslUsers ? 'SASL_PLAINTEXT' : 'PLAINTEXT';
  const lines = [
    `controller.quorum.voters=1@127.0.0.1:${controllerPort}`,
    `listeners=${client}://:${port},INTERNAL://127.0.0.1:${internalPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=${client}://127.0.0.1:${port},INTERNAL://127.0.0.1:${internalPort}`,
    `listener.security.protocol.map=${client}:${client},INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT`,
    'inter.broker.listener.name=INTERNAL',
    `log.dirs=${join(dir, 'data')}`,
    ...(saslUsers ? saslLines(saslUsers) : []),
  ];
  writeFileSync(join(dir, 'server.properties'), `${common}\n${lines.join('\n')}\n`);
}

function saslLines(users: Record<string, string>): string[] {
  const entries = Object.entries(users).map(([name, password]) => `user_${name}="${password}"`);
  const module = 'org.apache.kafka.common.security.plain.PlainLoginModule';
  return [
    'sasl.enabled.mechanisms=PLAIN',
    `listener.name.sasl_plaintext.plain.sasl.jaas.config=${module} required ${entries.join(' ')};`,
  ];
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
