import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Alert {
  alert?: string;
  labels: { severity: string };
  annotations: { summary: string; description: string; runbook: string };
}
interface Tested {
  tests: { alert_rule_test?: { alertname: string; exp_alerts: unknown[] }[] }[];
}

const deploy = join(import.meta.dirname, '..');
const read = (path: string) => parse(readFileSync(join(deploy, path), 'utf8')) as unknown;
const { groups } = read('prometheus/rules/alerts.yml') as { groups: { rules: Alert[] }[] };
const alerts = groups.flatMap(({ rules }) => rules.map((rule): [string, Alert] => [rule.alert!, rule]));
const manual = readFileSync(join(deploy, '../docs/operations.md'), 'utf8');
const tested = readdirSync(join(deploy, 'prometheus/tests'))
  .flatMap((file) => (read(`prometheus/tests/${file}`) as Tested).tests)
  .flatMap((test) => test.alert_rule_test ?? []);

describe('the alerts', () => {
  it.each(alerts)('%s says what is wrong, how bad it is, and where to read on', (name, { labels, annotations }) => {
    expect(['page', 'ticket', 'notice']).toContain(labels.severity);
    expect(annotations.summary).not.toBe('');
    expect(annotations.description).toMatch(/\.$/);
    expect(annotations.runbook).toBe(`docs/operations.md#${name.toLowerCase()}`);
    expect(manual).toMatch(new RegExp(`^### ${name}$`, 'm'));
  });

  it.each(alerts)('%s has a test in which it fires', (name) => {
    expect(tested.filter(({ alertname, exp_alerts }) => alertname === name && exp_alerts.length > 0)).not.toEqual([]);
  });

  it('are all that the manual speaks of', () => {
    const spoken = [...manual.matchAll(/^### (Qualm\w+)$/gm)].map(([, name]) => name);
    expect(spoken.toSorted()).toEqual(alerts.map(([name]) => name).toSorted());
  });
});
