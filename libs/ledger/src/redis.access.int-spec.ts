import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RedisServer, startRedis } from '#testing';
import { RedisLedger, type RedisLedgerOptions } from './redis.ledger.js';

const password = 'hunter2/with:odd@characters';
const folder = mkdtempSync(join(tmpdir(), 'qualm-tls-'));
const files = {
  caFile: join(folder, 'ca.crt'),
  certFile: join(folder, 'ca.crt'),
  keyFile: join(folder, 'ca.key'),
};
const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', files.keyFile, '-out', files.certFile];
execFileSync('openssl', ['req', '-x509', ...key, ...subject], { stdio: 'ignore' });

const server = await startRedis({ password });
const tlsServer = await startRedis({ password, tls: files }).catch(withoutTls);

/** Some builds of redis-server have no TLS. */
function withoutTls(error: Error): undefined {
  if (process.env['CI'] === 'true') throw error;
  console.error(`\n!!! TESTS OF TLS ARE SKIPPED: ${error.message}\n`);
}

/** What came of opening: 'open', or the error as a log would print it, cause and all. */
async function outcome(options: RedisLedgerOptions): Promise<string> {
  const ledger = new RedisLedger({ connectTimeoutMs: 3_000, ...options });
  try {
    await ledger.open();
    await ledger.ping();
    return 'open';
  } catch (error) {
    return inspect(error, { depth: 10, showHidden: true });
  } finally {
    await ledger.close();
  }
}

afterAll(async () => {
  await server?.stop();
  await tlsServer?.stop();
  rmSync(folder, { recursive: true });
});

describe.skipIf(!server)('RedisLedger that needs a password', () => {
  const { url, port } = server as RedisServer;

  it('opens with it, from the options or the URL', async () => {
    expect(await outcome({ url, password })).toBe('open');
    expect(await outcome({ url, username: 'default', password })).toBe('open');
    expect(await outcome({ url: `redis://default:${encodeURIComponent(password)}@127.0.0.1:${port}/3` })).toBe('open');
  });

  it('says at once, without the password, that it is wrong', async () => {
    const startMs = Date.now();
    for (const options of [{ url, password: 'sesame' }, { url: url.replace('//', '//default:sesame@') }]) {
      const text = await outcome(options);
      expect(text).toContain(`Redis at 127.0.0.1:${port}: WRONGPASS`);
      expect(text).not.toContain('sesame');
    }
    expect(await outcome({ url })).toContain('NOAUTH');
    expect(Date.now() - startMs).toBeLessThan(2_000);
  });

  it('says that its durability is unknown where CONFIG is not permitted', async () => {
    const admin = await createClient({ url, password }).connect();
    await admin.sendCommand(['ACL', 'SETUSER', 'qualm', 'on', '>secret', '~qualm:*', '+@all', '-config']);
    const ledger = new RedisLedger({ url, username: 'qualm', password: 'secret' });
    await ledger.open();
    const { full, says } = await ledger.durability();
    expect(full).toBe(false);
    expect(says).toMatch(/its durability is unknown .*NOPERM/);
    expect(await ledger.commit('judge:0', { expectedPosition: 0, position: 1, states: [], outputs: [] })).toEqual({
      committed: true,
    });
    await ledger.close();
    admin.destroy();
  });

  it('tells the settings of the append-only file apart', async () => {
    const admin = await createClient({ url, password }).connect();
    const ledger = new RedisLedger({ url, password });
    await ledger.open();
    const said = async (...settings: string[]): Promise<[boolean, string]> => {
      await admin.sendCommand(['CONFIG', 'SET', ...settings]);
      const { full, says } = await ledger.durability();
      return [full, says.replace(/^.*?: /, '')];
    };
    expect(await said('appendonly', 'no')).toEqual([false, expect.stringContaining('appendonly no: when it stops')]);
    expect(await said('appendonly', 'yes')).toEqual([false, expect.stringContaining('the last second')]);
    expect(await said('appendfsync', 'no')).toEqual([false, expect.stringContaining('had not yet written')]);
    expect(await said('appendfsync', 'always')).toEqual([true, expect.stringContaining('every commit is flushed')]);
    const paused = await said('no-appendfsync-on-rewrite', 'yes');
    expect(paused).toEqual([false, expect.stringContaining('no-appendfsync-on-rewrite')]);
    await ledger.close();
    admin.destroy();
  });
});

describe('the password of a RedisLedger', () => {
  it('is not in a ledger that is printed, nor in the error of a malformed URL', () => {
    const ledger = new RedisLedger({ url: `redis://default:sesame@localhost`, password: 'sesame' });
    expect(inspect(ledger, { depth: 10, showHidden: true })).not.toContain('sesame');
    for (const url of ['redis://:sesame@', 'http://:sesame@localhost', 'sesame', 'redis://:sesame@localhost/x']) {
      let text = '';
      try {
        text = String(new RedisLedger({ url }));
      } catch (error) {
        text = inspect(error, { depth: 10, showHidden: true });
      }
      expect(text).toContain('the Redis URL is not like redis://host:6379/0');
      expect(text).not.toContain('sesame');
    }
  });

  it('is taken out of what a server says that repeats its arguments', async () => {
    const parrot: Server = createServer((socket) => {
      socket.on('data', (data) =>
        socket.write(`-ERR unknown command, with args: ${String(data).replace(/\r\n/g, ' ')}\r\n`),
      );
    });
    await new Promise<void>((resolve) => parrot.listen(0, '127.0.0.1', resolve));
    const { port } = parrot.address() as AddressInfo;
    const text = await outcome({ url: `redis://127.0.0.1:${port}`, password: 'sesame' });
    expect(text).toContain('unknown command');
    expect(text).toContain('***');
    expect(text).not.toContain('sesame');
    parrot.close();
  });
});

describe.skipIf(!tlsServer)('RedisLedger over TLS', () => {
  const { url, port } = tlsServer as RedisServer;
  const { caFile } = files;
  beforeAll(() => expect(url).toMatch(/^rediss:/));

  it('trusts the server whose authority it is given', async () => {
    expect(await outcome({ url, password, tls: { caFile } })).toBe('open');
    expect(await outcome({ url: `rediss://localhost:${port}`, password, tls: { caFile } })).toBe('open');
    expect(await outcome({ url: `redis://127.0.0.1:${port}`, password, tls: files })).toBe('open');
  });

  it('refuses a certificate that it does not know, unless told not to look', async () => {
    expect(await outcome({ url, password, connectTimeoutMs: 400 })).toMatch(/self-signed certificate/);
    expect(await outcome({ url, password, tls: { rejectUnauthorized: false } })).toBe('open');
  });

  it('says which file it cannot read', async () => {
    expect(await outcome({ url, password, tls: { caFile: '/nowhere/ca.crt' } })).toContain('/nowhere/ca.crt');
  });
});
