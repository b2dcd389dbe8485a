import { choice, file, flag, hosts, integer, secret, targets, text, url, type Field } from './field.js';

const unlimited = Number.MAX_SAFE_INTEGER;

const http = {
  host: text('QUALM_HOST', {
    description: 'Address to listen on. On any but a loopback address `QUALM_API_KEY` is required.',
    example: '0.0.0.0',
    default: '127.0.0.1',
  }),
  port: integer(
    'QUALM_PORT',
    { min: 0, max: 65_535 },
    { description: 'Port of the API, the page and the metrics; 0 takes a free one.', example: '9000', default: 8080 },
  ),
  apiKey: secret('QUALM_API_KEY', {
    description: 'Requests must carry it.',
    example: 'kX3v-something-long',
    pattern: /^[\x21-\x7e]+$/,
    says: 'holds what a header cannot carry: it takes printable ASCII without spaces',
  }),
  connectorSecret: secret('QUALM_CONNECTOR_SECRET', {
    description:
      'A labeling platform that sends to `/v1/connectors/` may carry this in `X-Qualm-Connector-Secret` in place of the key; it opens nothing else.',
    example: 'vR8m-something-else',
    pattern: /^[\x21-\x7e]{16,}$/,
    says: 'is no good secret: it takes at least 16 characters of printable ASCII without spaces',
  }),
  bodyLimitBytes: integer(
    'QUALM_BODY_LIMIT_BYTES',
    { min: 1_024, max: 2 ** 30 },
    {
      description: 'Largest body of a request, and largest line of an NDJSON stream.',
      example: '33554432',
      unit: 'bytes',
      default: 16 * 2 ** 20,
    },
  ),
};

const store = {
  stream: choice('QUALM_STREAM', ['local', 'kafka'], {
    description: 'Where events come from and verdicts go: a log in the data folder, or Kafka.',
    example: 'kafka',
    default: 'local',
  }),
  ledger: choice('QUALM_LEDGER', ['lmdb', 'redis'], {
    description: 'What keeps the state: LMDB in the data folder, or Redis.',
    example: 'redis',
    default: 'lmdb',
  }),
  dataDir: text('QUALM_DATA_DIR', {
    description: 'Folder of the local log and of LMDB. One process at a time.',
    example: '/var/lib/qualm',
    default: '.qualm',
  }),
  localRetentionBytes: integer(
    'QUALM_LOCAL_RETENTION_BYTES',
    { min: 2 ** 20, max: unlimited },
    {
      description: 'The local log keeps so much of each topic, and beyond it what was not yet handled.',
      example: '10737418240',
      unit: 'bytes',
      default: 2 ** 30,
    },
  ),
  outputFormat: choice('QUALM_OUTPUT_FORMAT', ['json', 'protobuf'], {
    description: 'Format of verdicts, alerts and dead letters on their topics.',
    example: 'protobuf',
    default: 'json',
  }),
};

const kafka = {
  brokers: hosts('KAFKA_BROKERS', {
    description: 'Some brokers of the cluster. Required with `QUALM_STREAM=kafka`.',
    example: 'kafka-1:9092,kafka-2:9092',
  }),
  clientId: text('QUALM_KAFKA_CLIENT_ID', {
    description: 'How Qualm introduces itself to the brokers, for their logs and quotas.',
    example: 'qualm-eu',
    default: 'qualm',
  }),
  topicPrefix: text('QUALM_KAFKA_TOPIC_PREFIX', {
    description: 'Stands before `events`, `changes`, `verdicts`, `suspects`, `alerts` and `dead-letters`.',
    example: 'labeling.',
    default: 'qualm.',
    pattern: /^[A-Za-z0-9._-]{0,200}$/,
    says: 'holds what a topic name cannot hold: it takes A-Z a-z 0-9 . _ -',
  }),
  groupPrefix: text('QUALM_KAFKA_GROUP_PREFIX', {
    description: 'Stands before the names of the consumer groups.',
    example: 'qualm-blue',
    default: 'qualm',
  }),
  partitions: integer(
    'QUALM_KAFKA_PARTITIONS',
    { min: 1, max: 1_000 },
    {
      description: 'Partitions of a topic that has to be made: an upper bound of the monitors that share the work.',
      example: '24',
      default: 6,
    },
  ),
  replicationFactor: integer(
    'QUALM_KAFKA_REPLICATION_FACTOR',
    { min: -1, max: 100 },
    {
      description: "Replicas of a topic that has to be made; -1 takes the brokers' default.",
      example: '3',
      default: -1,
    },
  ),
  sessionTimeoutMs: integer(
    'QUALM_KAFKA_SESSION_TIMEOUT_MS',
    { min: 3_000, max: 300_000 },
    {
      description: 'A process that is silent for so long loses its partitions: the others wait so long after a crash.',
      example: '6000',
      unit: 'ms',
      default: 10_000,
    },
  ),
  ssl: flag('QUALM_KAFKA_SSL', {
    description: 'TLS to the brokers.',
    example: 'true',
    default: (get) => sslFiles.some((key) => get(key) !== undefined),
    defaultText: 'true when one of the files below is given',
  }),
  sslCaFile: file('QUALM_KAFKA_SSL_CA_FILE', {
    description: "Authorities to trust instead of the system's (PEM).",
    example: '/etc/qualm/kafka-ca.pem',
  }),
  sslCertFile: file('QUALM_KAFKA_SSL_CERT_FILE', {
    description: "Qualm's own certificate (PEM).",
    example: '/etc/qualm/kafka.pem',
  }),
  sslKeyFile: file('QUALM_KAFKA_SSL_KEY_FILE', {
    description: 'Its key (PEM).',
    example: '/etc/qualm/kafka-key.pem',
  }),
  sslRejectUnauthorized: flag('QUALM_KAFKA_SSL_REJECT_UNAUTHORIZED', {
    description: 'Whether a certificate that cannot be verified ends the connection. Leave it on outside tests.',
    example: 'false',
    default: true,
  }),
  saslMechanism: choice('QUALM_KAFKA_SASL_MECHANISM', ['plain', 'scram-sha-256', 'scram-sha-512'], {
    description: 'How to log in to the brokers; absent: not at all.',
    example: 'scram-sha-512',
  }),
  saslUsername: text('QUALM_KAFKA_SASL_USERNAME', { description: 'User to log in as.', example: 'qualm' }),
  saslPassword: secret('QUALM_KAFKA_SASL_PASSWORD', { description: 'Password of that user.', example: '…' }),
};

const redis = {
  url: url('REDIS_URL', ['redis:', 'rediss:'], {
    description: 'The Redis to keep state in; `rediss://` is TLS. Required with `QUALM_LEDGER=redis`.',
    example: 'rediss://redis:6379/0',
  }),
  username: text('QUALM_REDIS_USERNAME', { description: 'User to log in as, if not in the URL.', example: 'qualm' }),
  password: secret('QUALM_REDIS_PASSWORD', { description: 'Password, if not in the URL.', example: '…' }),
  keyPrefix: text('QUALM_REDIS_KEY_PREFIX', {
    description: 'Stands before every key.',
    example: 'qualm-blue:',
    default: 'qualm:',
    pattern: /^[^{}\s]*$/,
    says: 'holds a space or a brace: braces are for the hash tags of Redis Cluster',
  }),
  tlsCaFile: file('QUALM_REDIS_TLS_CA_FILE', {
    description: "Authorities to trust instead of the system's (PEM).",
    example: '/etc/qualm/redis-ca.pem',
  }),
  tlsCertFile: file('QUALM_REDIS_TLS_CERT_FILE', {
    description: "Qualm's own certificate (PEM).",
    example: '/etc/qualm/redis.pem',
  }),
  tlsKeyFile: file('QUALM_REDIS_TLS_KEY_FILE', {
    description: 'Its key (PEM).',
    example: '/etc/qualm/redis-key.pem',
  }),
  tlsRejectUnauthorized: flag('QUALM_REDIS_TLS_REJECT_UNAUTHORIZED', {
    description: 'Whether a certificate that cannot be verified ends the connection. Leave it on outside tests.',
    example: 'false',
    default: true,
  }),
};

const model = {
  backend: choice('QUALM_BACKEND', ['wasm', 'auto', 'onnx', 'native', 'webgpu', 'cpu'], {
    description:
      'What the model computes on. `auto`: the fastest that is there (`qualm backends` shows which); another than the one named is taken, and said, where that is missing.',
    example: 'auto',
    default: 'wasm',
  }),
};

const training = {
  trainer: choice('QUALM_TRAINER', ['on', 'off', 'external'], {
    description: 'Where the model is trained: in a thread of this process, nowhere, or by `apps/trainer`.',
    example: 'off',
    default: (get) => (get('QUALM_STREAM') === 'kafka' ? 'external' : 'on'),
    defaultText: '`on`; `external` with `QUALM_STREAM=kafka`',
  }),
  warmupLabels: integer(
    'QUALM_TRAIN_WARMUP_LABELS',
    { min: 1, max: unlimited },
    { description: 'Labels of a project before its first model.', example: '1000', unit: 'labels', default: 200 },
  ),
  everyLabels: integer(
    'QUALM_TRAIN_EVERY_LABELS',
    { min: 1, max: unlimited },
    {
      description: 'At most so many labels between two fine-tunes; a young project is trained sooner.',
      example: '5000',
      unit: 'labels',
      default: 10_000,
    },
  ),
  everyMs: integer(
    'QUALM_TRAIN_EVERY_MS',
    { min: 1_000, max: unlimited },
    {
      description: 'At most so long between two fine-tunes while labels come.',
      example: '300000',
      unit: 'ms',
      default: 60_000,
    },
  ),
  bufferExamples: integer(
    'QUALM_TRAIN_BUFFER_EXAMPLES',
    { min: 100, max: 100_000_000 },
    {
      description: 'Examples that the trainer keeps of each project, drawn evenly from all; gold is always kept.',
      example: '100000',
      unit: 'examples',
      default: 20_000,
    },
  ),
  seed: integer(
    'QUALM_SEED',
    { min: 0, max: 2 ** 32 - 1 },
    { description: 'Seed of everything random in training.', example: '7', default: 1 },
  ),
};

const runner = {
  batchRecords: integer(
    'QUALM_BATCH_RECORDS',
    { min: 1, max: 100_000 },
    {
      description: 'Most records that are handled and committed together. More is faster and comes later.',
      example: '2048',
      unit: 'records',
      default: 512,
    },
  ),
  maxLagRecords: integer(
    'QUALM_MAX_LAG_RECORDS',
    { min: 1, max: unlimited },
    {
      description: 'With more events than this waiting to be judged, the API answers 503 and holds streams back.',
      example: '10000',
      unit: 'records',
      default: 100_000,
    },
  ),
  noiseRefreshMs: integer(
    'QUALM_NOISE_REFRESH_MS',
    { min: 10, max: 3_600_000 },
    {
      description: 'How often what is known of the sources is read again for judging.',
      example: '250',
      unit: 'ms',
      default: 1_000,
    },
  ),
};

const webhooks = {
  allow: targets('QUALM_WEBHOOK_ALLOW', {
    description: 'Hosts and networks that webhooks may go to although they are not public.',
    example: 'hooks.internal,10.1.0.0/16',
  }),
  allowHttp: flag('QUALM_WEBHOOK_ALLOW_HTTP', {
    description: 'Whether webhooks may go over `http://`: anybody between could then read them.',
    example: 'true',
    default: false,
  }),
  connectTimeoutMs: integer(
    'QUALM_WEBHOOK_CONNECT_TIMEOUT_MS',
    { min: 100, max: 60_000 },
    {
      description: 'A receiver must be connected to within this, TLS included.',
      example: '2000',
      unit: 'ms',
      default: 5_000,
    },
  ),
  timeoutMs: integer(
    'QUALM_WEBHOOK_TIMEOUT_MS',
    { min: 100, max: 120_000 },
    { description: 'A receiver must have answered within this.', example: '30000', unit: 'ms', default: 15_000 },
  ),
  maxAttempts: integer(
    'QUALM_WEBHOOK_MAX_ATTEMPTS',
    { min: 1, max: 1_000 },
    { description: 'Deliveries that this process attempts at the same time.', example: '64', default: 16 },
  ),
  maxAttemptsPerEndpoint: integer(
    'QUALM_WEBHOOK_MAX_ATTEMPTS_PER_ENDPOINT',
    { min: 1, max: 1_000 },
    { description: 'Deliveries that it attempts to one receiver at the same time.', example: '1', default: 4 },
  ),
};

const metrics = {
  sources: integer(
    'QUALM_METRICS_SOURCES',
    { min: 0, max: 1_000 },
    {
      description:
        'Of each project, so many sources with an open alarm (the riskiest) and so many others (with the most labels) have series of ' +
        'their own in `/metrics`; `/metrics/source` tells of any.',
      example: '50',
      unit: 'sources',
      default: 10,
    },
  ),
};

const log = {
  level: choice('QUALM_LOG_LEVEL', ['error', 'warn', 'info', 'debug'], {
    description: 'Least weight of what is logged.',
    example: 'debug',
    default: 'info',
  }),
  format: choice('QUALM_LOG_FORMAT', ['pretty', 'json'], {
    description: 'Lines for people or for machines.',
    example: 'json',
    default: 'pretty',
  }),
};

const sslFiles = ['QUALM_KAFKA_SSL_CA_FILE', 'QUALM_KAFKA_SSL_CERT_FILE', 'QUALM_KAFKA_SSL_KEY_FILE'];

/** Every setting of Qualm, by group; the documentation is made from it. A default may look at what stands before it. */
export const settingsSchema = { http, store, kafka, redis, model, training, runner, webhooks, metrics, log };

export const groupTitles: Record<keyof typeof settingsSchema, string> = {
  http: 'Service',
  store: 'Streams and state',
  kafka: 'Kafka',
  redis: 'Redis',
  model: 'Model',
  training: 'Training',
  runner: 'Batches',
  webhooks: 'Webhooks',
  metrics: 'Metrics',
  log: 'Logs',
};

type Schema = typeof settingsSchema;

/** All settings, validated. */
export type Settings = {
  [G in keyof Schema]: { [F in keyof Schema[G]]: Schema[G][F] extends Field<infer T> ? T : never };
};

/** `[group, name, field]` of every setting, in the order of the schema. */
export function allFields(): [group: keyof Schema, name: string, field: Field<unknown>][] {
  const groups = Object.entries(settingsSchema) as [keyof Schema, Record<string, Field<unknown>>][];
  return groups.flatMap(([group, fields]) =>
    Object.entries(fields).map(([name, field]): [keyof Schema, string, Field<unknown>] => [group, name, field]),
  );
}
