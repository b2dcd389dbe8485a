import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import request from 'supertest';
import { loadSettings } from '#config';
import { monitorUnderTest, type MonitorUnderTest } from './testing/monitor-under-test.js';

const key = 'a-long-secret-key';

describe('access', () => {
  let monitor: MonitorUnderTest;
  const http = () => request(monitor.url.replace('0.0.0.0', '127.0.0.1'));
  afterAll(() => monitor.stop());

  describe('with a key', () => {
    beforeAll(async () => {
      monitor = await monitorUnderTest({ QUALM_API_KEY: key, QUALM_HOST: '0.0.0.0' });
    });

    it.each(['/v1/projects', '/metrics', '/docs', '/docs/openapi.json', '/v1/dead-letters'])(
      'is needed for %s',
      async (path) => {
        const without = await http().get(path);
        expect([without.status, without.headers['www-authenticate']]).toEqual([401, 'Bearer realm="qualm"']);
        expect(JSON.parse(without.text)).toMatchObject({ type: 'urn:qualm:problem:unauthorized', status: 401 });
        expect(without.text).not.toContain(key);
        expect((await http().get(path).set('authorization', `Bearer ${key}x`)).status).toBe(401);
        expect((await http().get(path).set('authorization', `Basic ${key}`)).status).toBe(401);
        expect((await http().get(path).set('authorization', `Bearer ${key}`)).status).toBe(200);
        expect((await http().get(path).set('x-api-key', key)).status).toBe(200);
      },
    );

    it('is asked for before a body is read', async () => {
      const response = await http().post('/v1/projects').type('application/json').send('{bad');
      expect(response.status).toBe(401);
    });

    it.each(['/health/live', '/health/ready'])('is not needed for %s', async (path) => {
      expect((await http().get(path)).status).toBe(200);
    });

    it('is not needed to be told twice: another host name is fine', async () => {
      const response = await http().get('/v1/projects').set('x-api-key', key).set('host', 'qualm.example');
      expect(response.status).toBe(200);
      await monitor.stop();
    });
  });

  describe('without a key, on a loopback address', () => {
    beforeAll(async () => {
      monitor = await monitorUnderTest();
    });

    it.each([
      [{ host: 'evil.example' }, 'host'],
      [{ origin: 'http://evil.example' }, 'origin'],
      [{ origin: 'null' }, 'origin'],
      [{ 'sec-fetch-site': 'cross-site' }, 'origin'],
    ])('refuses what a foreign page would send: %j', async (headers, field) => {
      const response = await monitor.http.get('/v1/projects').set(headers);
      expect(response.status).toBe(403);
      expect(JSON.parse(response.text)).toMatchObject({ type: 'urn:qualm:problem:forbidden', field });
    });

    it('answers its own page', async () => {
      expect((await monitor.http.get('/v1/projects').set('origin', monitor.url)).status).toBe(200);
    });
  });

  it('is refused at start on any other address without a key', () => {
    expect(() => loadSettings({ QUALM_HOST: '0.0.0.0' })).toThrow(/QUALM_API_KEY: is missing/);
  });
});
