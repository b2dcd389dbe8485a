import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { until } from '#testing';
import { API_KEY, BusyService } from './busy-service.js';
import { PrometheusServer, prometheusIsHere, promtool, rulesFolder } from './prometheus.server.js';

interface Target {
  expr: string;
  instant?: boolean;
}
interface PanelJson {
  title: string;
  targets?: Target[];
}
interface Rule {
  record?: string;
  alert?: string;
  expr: string;
}

const dashboards = join(import.meta.dirname, '../grafana/dashboards');
const variables: Record<string, string> = {
  $__rate_interval: '10s',
  $project: 'demo',
  $source: 'w0',
  $instance: '.*',
};

/** `[dashboard, panel, query]` of every panel, variables put in. */
function panelQueries(): [string, string, Target][] {
  return readdirSync(dashboards).flatMap((file) => {
    const { panels } = JSON.parse(readFileSync(join(dashboards, file), 'utf8')) as { panels: PanelJson[] };
    const all = panels.flatMap(({ title, targets = [] }) => targets.map((target) => ({ title, target })));
    return all.map(({ title, target }): [string, string, Target] => [
      file,
      title,
      { ...target, expr: target.expr.replaceAll(/\$\w+/g, (name) => variables[name] ?? name) },
    ]);
  });
}

function rules(file: string): Rule[] {
  const { groups } = parse(readFileSync(join(rulesFolder, 'rules', file), 'utf8')) as { groups: { rules: Rule[] }[] };
  return groups.flatMap((group) => group.rules);
}

/** The series that an alert looks at: what it returns itself is nothing as long as all is well. */
function selectors(expr: string): string[] {
  return [...expr.matchAll(/\b(?:up|(?:qualm|nodejs)_\w+|\w+:\w+:\w+)(?:\{[^}]*\})?/g)].map(([selector]) => selector);
}

const isFigure = (value: string) => Number.isFinite(Number(value));

describe.runIf(prometheusIsHere())('deploy/ with a real Prometheus', { timeout: 120_000 }, () => {
  let service: BusyService;
  let prometheus: PrometheusServer;
  let beganAt: number;

  beforeAll(async () => {
    beganAt = Date.now() / 1_000;
    service = await BusyService.start();
    const { address } = service;
    prometheus = await PrometheusServer.start({ address, apiKey: API_KEY, followed: ['demo/w0', 'demo/w1'] });
    await until(async () => (await prometheus.instant('qualm_webhook_deliveries_total{state="dead"}')).length > 0);
    await service.begin();
    await service.happened();
    // Ten more scrapes, and as many looks at the rules, with all of it there.
    const from = Date.now() / 1_000;
    await until(async () => {
      const found = await prometheus.range('up{job="qualm"}', from, Date.now() / 1_000);
      return (found[0]?.values.length ?? 0) > 10;
    }, 60_000);
  }, 240_000);
  afterAll(async () => {
    await prometheus?.stop();
    await service?.stop();
  });

  it('has rules that promtool takes, and that do in its tests what they say', async () => {
    const files = (folder: string) => readdirSync(join(rulesFolder, folder)).map((name) => `${folder}/${name}`);
    expect(await promtool('check', 'rules', '--lint-fatal', ...files('rules'))).not.toContain('FAILED');
    expect(await promtool('test', 'rules', ...files('tests'))).not.toContain('FAILED');
  });

  it('is read with its key: the service, and single sources by their name', async () => {
    type Found = { activeTargets: { health: string; lastError: string; labels: Record<string, string> }[] };
    const { activeTargets } = await prometheus.get<Found>('targets');
    const told = activeTargets.map(({ labels, health, lastError }) => [labels['instance'], health, lastError]);
    expect(told.toSorted()).toEqual([
      [service.address, 'up', ''],
      ['demo/w0', 'up', ''],
      ['demo/w1', 'up', ''],
    ]);
  });

  it.each(panelQueries())('%s: %s shows something', async (_file, _panel, { expr, instant }) => {
    const now = Date.now() / 1_000;
    const found = await prometheus.range(expr, beganAt, now);
    const figures = found.flatMap(({ values }) => values.filter(([, value]) => isFigure(value)));
    expect(figures.length, expr).toBeGreaterThan(0);
    if (!instant) return;
    const shown = await prometheus.instant(expr);
    expect(shown.filter(({ value }) => isFigure(value[1])).length, expr).toBeGreaterThan(0);
  });

  it.each(rules('recording.yml').map(({ record }) => record!))('%s is recorded', async (record) => {
    const found = await prometheus.range(record, beganAt, Date.now() / 1_000);
    const figures = found.flatMap(({ values }) => values.filter(([, value]) => isFigure(value)));
    expect(figures.length).toBeGreaterThan(0);
  });

  it.each(rules('alerts.yml').map(({ alert, expr }) => [alert!, expr]))(
    '%s looks at what there is',
    async (_, expr) => {
      const asked = selectors(expr);
      expect(asked.length).toBeGreaterThan(0);
      for (const selector of asked) {
        expect((await prometheus.range(selector, beganAt, Date.now() / 1_000)).length, selector).toBeGreaterThan(0);
      }
    },
  );

  it('computes every rule without an error, and fires what is the case', async () => {
    type Found = { groups: { rules: { name: string; health: string; lastError?: string; state?: string }[] }[] };
    const { groups } = await prometheus.get<Found>('rules');
    const all = groups.flatMap((group) => group.rules);
    expect(all.length).toBe(rules('recording.yml').length + rules('alerts.yml').length);
    expect(all.filter(({ health }) => health !== 'ok')).toEqual([]);
    const firing = all.filter(({ state }) => state === 'firing').map(({ name }) => name);
    expect(firing).toEqual(expect.arrayContaining(['QualmSourceAlarm', 'QualmDeadLetters', 'QualmWebhookGivenUp']));
    expect(firing).not.toContain('QualmDown');
    expect(firing).not.toContain('QualmNotReady');
  });

  it('keeps examples of slow labels', async () => {
    type Found = { exemplars: { labels: Record<string, string> }[] }[];
    const times = { start: String(beganAt), end: String(Date.now() / 1_000) };
    const query = 'qualm_label_latency_seconds_bucket{project="demo"}';
    const found = await prometheus.get<Found>('query_exemplars', { query, ...times });
    const examples = found.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels['example_id']));
    expect(examples).toContainEqual(expect.stringMatching(/^e\d+$/));
  });
});
