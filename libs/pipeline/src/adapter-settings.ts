import { join } from 'node:path';
import type { Settings } from '#config';
import type { LedgerSettings } from '#ledger';
import type { KafkaSasl, LogSettings, Notice } from '#stream';

/** The ledger that the settings choose. */
export function ledgerSettings({ store, redis }: Settings): LedgerSettings {
  if (store.ledger === 'lmdb') return { kind: 'lmdb', path: join(store.dataDir, 'ledger') };
  const tls = given({
    caFile: redis.tlsCaFile,
    certFile: redis.tlsCertFile,
    keyFile: redis.tlsKeyFile,
    rejectUnauthorized: redis.tlsRejectUnauthorized,
  });
  const { url, username, password, keyPrefix } = redis;
  const secure = url!.startsWith('rediss:');
  return { kind: 'redis', url: url!, keyPrefix, ...given({ username, password }), ...(secure && { tls }) };
}

/** The log that the settings choose. */
export function logSettings({ store, kafka }: Settings, notice?: Notice): LogSettings {
  const logger = notice && { logger: notice };
  if (store.stream === 'local') {
    return { kind: 'local', path: join(store.dataDir, 'log'), retentionBytes: store.localRetentionBytes, ...logger };
  }
  const ssl = given({
    caFile: kafka.sslCaFile,
    certFile: kafka.sslCertFile,
    keyFile: kafka.sslKeyFile,
    rejectUnauthorized: kafka.sslRejectUnauthorized,
  });
  const sasl = saslOf(kafka);
  const { brokers, clientId, topicPrefix, partitions, replicationFactor, sessionTimeoutMs } = kafka;
  return {
    kind: 'kafka',
    brokers: brokers!,
    clientId,
    topicPrefix,
    partitions,
    replicationFactor,
    sessionTimeoutMs,
    ...(kafka.ssl && { ssl }),
    ...(sasl && { sasl }),
    ...logger,
  };
}

function saslOf({ saslMechanism, saslUsername, saslPassword }: Settings['kafka']): KafkaSasl | undefined {
  if (saslMechanism === undefined) return undefined;
  return { mechanism: saslMechanism, username: saslUsername!, password: saslPassword! };
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the entries that are undefined. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
