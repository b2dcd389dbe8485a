import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import kafkajs, { type Kafka, type SASLOptions } from 'kafkajs';
import type { Notice } from './notice.js';

export interface KafkaTls {
  caFile?: string;
  certFile?: string;
  keyFile?: string;
  rejectUnauthorized?: boolean;
}

export interface KafkaSasl {
  mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  username: string;
  password: string;
}

export interface KafkaLogOptions {
  /** host:port of some brokers; the rest of the cluster is found through them. */
  brokers: string[];
  clientId: string;
  /** Stands before every topic name. Default `qualm.`. */
  topicPrefix?: string;
  /** Partitions of a topic that has to be made; one that exists keeps its own. Default 6. */
  partitions?: number;
  /** Replicas of a topic that has to be made. Default: the broker's own default. */
  replicationFactor?: number;
  /** true: TLS with the system's authorities. */
  ssl?: boolean | KafkaTls;
  sasl?: KafkaSasl;
  connectionTimeoutMs?: number;
  requestTimeoutMs?: number;
  /** A member that is silent for so long loses its partitions. Default 10,000. */
  sessionTimeoutMs?: number;
  /** A member whose batch in hand takes longer than this after a rebalance began loses its partitions. Default 60,000. */
  rebalanceTimeoutMs?: number;
  logger?: Notice;
}

export const kafkaDefaults = {
  topicPrefix: 'qualm.',
  partitions: 6,
  replicationFactor: -1,
  connectionTimeoutMs: 3_000,
  requestTimeoutMs: 30_000,
  sessionTimeoutMs: 10_000,
  rebalanceTimeoutMs: 60_000,
};

/** kafkajs, configured. Throws when a certificate file cannot be read. */
export function kafkaClient(options: KafkaLogOptions): Kafka {
  return new kafkajs.Kafka({
    brokers: options.brokers,
    clientId: options.clientId,
    ssl: tlsOptions(options.ssl),
    // A copy: kafkajs hangs a function on it that remembers the password.
    sasl: options.sasl && ({ ...options.sasl } as SASLOptions),
    connectionTimeout: options.connectionTimeoutMs ?? kafkaDefaults.connectionTimeoutMs,
    requestTimeout: options.requestTimeoutMs ?? kafkaDefaults.requestTimeoutMs,
    // Short and few: whoever calls kafkajs here tries again by itself, and for longer.
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
    logLevel: kafkajs.logLevel.WARN,
    logCreator: () => passOn(options),
  });
}

/** An error's reason without the password, should a library ever put it there. */
export function reasonOf(error: unknown, options: KafkaLogOptions): string {
  return withoutSecret(error instanceof Error ? error.message : String(error), options);
}

function withoutSecret(text: string, { sasl }: KafkaLogOptions): string {
  return sasl?.password ? text.replaceAll(sasl.password, '***') : text;
}

/** Only levels, messages and the error's own words pass; kafkajs's other fields may hold anything. */
function passOn(
  options: KafkaLogOptions,
): ReturnType<NonNullable<ConstructorParameters<typeof Kafka>[0]['logCreator']>> {
  return ({ namespace, level, log }) => {
    // The producer is replaced after a send that failed for good, so its finite retries are safe.
    if (log.message.startsWith('Limiting retries for the idempotent producer')) return;
    const error = typeof log['error'] === 'string' ? `: ${log['error']}` : '';
    const text = withoutSecret(`kafkajs ${namespace}: ${log.message}${error}`, options);
    options.logger?.(level <= kafkajs.logLevel.ERROR ? 'error' : 'warn', text);
  };
}

function tlsOptions(ssl: KafkaLogOptions['ssl']): ConnectionOptions | boolean {
  if (ssl === undefined || typeof ssl === 'boolean') return ssl ?? false;
  return {
    ...(ssl.caFile && { ca: readFileSync(ssl.caFile) }),
    ...(ssl.certFile && { cert: readFileSync(ssl.certFile) }),
    ...(ssl.keyFile && { key: readFileSync(ssl.keyFile) }),
    rejectUnauthorized: ssl.rejectUnauthorized ?? true,
  };
}
