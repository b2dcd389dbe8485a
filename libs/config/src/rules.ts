import { nearestName } from '#labels';
import type { Settings } from './schema.js';

type Env = Record<string, string | undefined>;

/** What no setting alone can say: each line names the variable to change. */
export function brokenRules(settings: Settings, env: Env): string[] {
  return [
    ...exposedWithoutKey(settings),
    ...connectorHoldsKey(settings),
    ...missingServers(settings, env),
    ...brokenKafkaLogin(settings),
    ...halfCertificates(settings),
    ...impossibleTrainer(settings),
  ];
}

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return bare === 'localhost' || bare === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(bare);
}

function exposedWithoutKey({ http }: Settings): string[] {
  if (isLoopback(http.host) || http.apiKey !== undefined) return [];
  return [
    `QUALM_API_KEY: is missing. QUALM_HOST=${http.host} can be reached from other machines, and without a key anybody ` +
      'there could read and write labels. Set a key, or listen on 127.0.0.1',
  ];
}

function connectorHoldsKey({ http }: Settings): string[] {
  if (http.connectorSecret === undefined || http.connectorSecret !== http.apiKey) return [];
  return ['QUALM_CONNECTOR_SECRET: is the same as QUALM_API_KEY; whoever labels would then hold the key to everything'];
}

function missingServers({ store, kafka, redis }: Settings, env: Env): string[] {
  const problems: string[] = [];
  if (store.stream === 'kafka' && kafka.brokers === undefined) {
    problems.push(`KAFKA_BROKERS: is missing; QUALM_STREAM=kafka needs it${misspelt('KAFKA_BROKERS', env)}`);
  }
  if (store.ledger === 'redis' && redis.url === undefined) {
    problems.push(`REDIS_URL: is missing; QUALM_LEDGER=redis needs it${misspelt('REDIS_URL', env)}`);
  }
  return problems;
}

/** These two have no prefix of ours, so a misspelt one is not an unknown variable. */
function misspelt(key: string, env: Env): string {
  const near = nearestName(key, Object.keys(env));
  return near === undefined ? '' : ` (is ${near} meant for it?)`;
}

function brokenKafkaLogin({ kafka }: Settings): string[] {
  const login = { QUALM_KAFKA_SASL_USERNAME: kafka.saslUsername, QUALM_KAFKA_SASL_PASSWORD: kafka.saslPassword };
  const wanted = kafka.saslMechanism !== undefined;
  const wrong = Object.entries(login).filter(([, value]) => (value !== undefined) !== wanted);
  return wrong.map(([key]) =>
    wanted
      ? `${key}: is missing; QUALM_KAFKA_SASL_MECHANISM=${kafka.saslMechanism} needs it`
      : `${key}: has no effect without QUALM_KAFKA_SASL_MECHANISM`,
  );
}

function halfCertificates({ kafka, redis }: Settings): string[] {
  const problems: string[] = [];
  const pairs = [
    ['QUALM_KAFKA_SSL', kafka.sslCertFile, kafka.sslKeyFile],
    ['QUALM_REDIS_TLS', redis.tlsCertFile, redis.tlsKeyFile],
  ] as const;
  for (const [prefix, certificate, key] of pairs) {
    if (certificate !== undefined && key === undefined) problems.push(`${prefix}_KEY_FILE: is missing`);
    if (certificate === undefined && key !== undefined) problems.push(`${prefix}_CERT_FILE: is missing`);
  }
  if (!kafka.ssl && [kafka.sslCaFile, kafka.sslCertFile].some((path) => path !== undefined)) {
    problems.push('QUALM_KAFKA_SSL: is false, but certificate files are given');
  }
  const plainRedis = redis.url?.startsWith('redis://') ?? false;
  if (plainRedis && [redis.tlsCaFile, redis.tlsCertFile].some((path) => path !== undefined)) {
    problems.push('REDIS_URL: begins with redis://, but certificate files are given: rediss:// is TLS');
  }
  return problems;
}

function impossibleTrainer({ store, training }: Settings): string[] {
  if (training.trainer !== 'external' || store.stream === 'kafka') return [];
  return ['QUALM_TRAINER: "external" needs QUALM_STREAM=kafka: another process cannot read the local log'];
}
