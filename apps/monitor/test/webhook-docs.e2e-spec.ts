import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, until, WebhookReceiver, type Received } from '#testing';
import { DescribedApi, type ApiDocument } from './testing/described-api.js';
import { monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

const path = '/v1/projects/pets/webhooks';
const text = readFileSync('docs/webhooks.md', 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, code]) => code!);
const hasPython = (() => {
  try {
    return execFileSync('python3', ['--version']).length > 0;
  } catch {
    return false;
  }
})();

/** The documentation's code is run as it stands there, on a real delivery. */
describe('docs/webhooks.md', () => {
  let monitor: MonitorUnderTest;
  let received: Received;
  let secret: string;
  const folder = mkdtempSync(join(tmpdir(), 'qualm-docs-'));

  beforeAll(async () => {
    monitor = await monitorUnderTest({ QUALM_WEBHOOK_ALLOW: '127.0.0.1', QUALM_WEBHOOK_ALLOW_HTTP: 'true' });
    await monitor.http.post('/v1/projects').send({ id: 'pets', classes: 2 });
    const receiver = new WebhookReceiver();
    await receiver.open();
    const made = await monitor.http.post(path).send({ url: receiver.url });
    secret = (made.body as { secret: string }).secret;
    await monitor.http.post(`${path}/${(made.body as { id: string }).id}/test`).expect(202);
    await until(() => receiver.received.length === 1);
    received = receiver.received[0]!;
    await receiver.close();
    for (const code of blocks('js')) writeFileSync(join(folder, /^\/\/ (\w+\.mjs)/.exec(code)![1]!), code);
    writeFileSync(join(folder, 'verify.py'), blocks('python')[0]!);
  });
  afterAll(async () => {
    await monitor.stop();
    rmSync(folder, { recursive: true });
  });

  const forged = () => received.body.replace('pets', 'cars');

  it('verifies in Node, and only what was sent, lately, with this secret', async () => {
    const file = pathToFileURL(join(folder, 'verify.mjs')).href;
    const { verify } = (await import(/* @vite-ignore */ file)) as {
      verify(secret: string, headers: object, body: string, nowSeconds?: number): boolean;
    };
    const { headers, body } = received;
    const later = Date.now() / 1_000 + 301;
    const other = `whsec_${Buffer.alloc(32).toString('base64')}`;
    expect(verify(secret, headers, body)).toBe(true);
    expect(verify(secret, { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }, body)).toBe(
      true,
    );
    expect(verify(secret, headers, forged())).toBe(false);
    expect(verify(other, headers, body)).toBe(false);
    expect(verify(secret, headers, body, later)).toBe(false);
    expect(verify(secret, {}, body)).toBe(false);
  });

  it.runIf(hasPython)('verifies in Python', () => {
    const script = [
      'import json, sys',
      'from verify import verify',
      'secret, headers, body = json.load(sys.stdin)',
      'print(verify(secret, headers, body.encode()))',
    ].join('\n');
    const run = (body: string) =>
      execFileSync('python3', ['-c', script], { cwd: folder, input: JSON.stringify([secret, received.headers, body]) });
    expect(String(run(received.body)).trim()).toBe('True');
    expect(String(run(forged())).trim()).toBe('False');
  });

  it('is received by what is shown there', async () => {
    const port = await freePort();
    const env = { ...process.env, QUALM_SECRET: secret, PORT: String(port) };
    const child = spawn(process.execPath, [join(folder, 'receiver.mjs')], { env });
    const send = async (body: string) => {
      const headers = Object.fromEntries(
        Object.entries(received.headers).filter(([name]) => name.startsWith('webhook-')),
      );
      return (
        await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body, headers: headers as Record<string, string> })
      ).status;
    };
    await until(() =>
      send(received.body).then(
        (status) => status === 204,
        () => false,
      ),
    );
    expect(await send(forged())).toBe(401);
    child.kill('SIGKILL');
  });

  it('shows bodies as they are described', async () => {
    const api = new DescribedApi((await monitor.http.get('/docs/openapi.json')).body as ApiDocument);
    const bodies = blocks('json').map((code) => JSON.parse(code) as { type: string });
    expect(bodies.map(({ type }) => type)).toEqual(['source.alarm.opened', 'label.suspect']);
    for (const body of bodies) api.checkWebhook(body);
  });
});
