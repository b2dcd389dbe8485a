export interface RedisServerOptions {
  /** `appendonly yes, appendfsync always`: what was acknowledged survives `kill`. Default: nothing is kept. */
  appendOnly?: boolean;
  /** Of the default user. */
  password?: string;
  /** TLS only. */
  tls?: { certFile: string; keyFile: string; caFile: string };
  /** Where the server keeps its data; a temporary folder, removed by `stop`, when absent. */
  dir?: string;
  /** A free one when absent. */
  port?: number;
  /** The server of REDIS_URL will do, which others use too and nobody may kill. Default: if nothing else is asked. */
  shared?: boolean;
}

export interface RedisPlace {
  dir: string;
  port: number;
  options: RedisServerOptions;
}

/** How one kind of server is run. `start` resolves when it answers. */
export interface RedisProcess {
  readonly pid: number | undefined;
  start(): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
  remove(): Promise<void>;
}

/** What redis-server is started with; in a container its folder and port are others. */
export function redisArguments({ appendOnly, password, tls }: RedisServerOptions, dir: string, port: number): string[] {
  const listen = tls
    ? ['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'no', ...tlsFiles(tls)]
    : ['--port', `${port}`];
  const keep = appendOnly ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
  return [...listen, ...keep, ...(password ? ['--requirepass', password] : []), '--save', '', '--dir', dir];
}

function tlsFiles({ certFile, keyFile, caFile }: NonNullable<RedisServerOptions['tls']>): string[] {
  return ['--tls-cert-file', certFile, '--tls-key-file', keyFile, '--tls-ca-cert-file', caFile];
}
