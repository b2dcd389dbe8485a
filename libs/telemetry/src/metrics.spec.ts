import { describe, expect, it } from 'vitest';
import { BoundedNames } from './bounded-names.js';
import { Metrics } from './metrics.js';
import type { ProjectFigures } from './project-gauges.js';
import { pipelineMetrics } from './pipeline-metrics.js';
import { tellBackends } from './tell-backends.js';
import { webhookObserver } from './webhook-observer.js';

describe('metrics', () => {
  it('count what the stages tell, in seconds', async () => {
    const figures: ProjectFigures = {
      project: 'p',
      labels: 3,
      examples: 2,
      sources: 1,
      modelVersion: 4,
      openAlarms: [
        { kind: 'accuracy', evidence: 'gold', open: 2 },
        { kind: 'drift', evidence: 'model', open: 0 },
      ],
      calibration: { rejected: true, eValue: 120.5 },
      reviews: [
        { lane: 'sampled', waiting: 5, outcomes: { answered: 6, unsure: 2, expired: 1 }, unsureShare: 0.25 },
        { lane: 'targeted', waiting: 0, outcomes: { answered: 0, unsure: 0 }, unsureShare: undefined },
      ],
    };
    const metrics = new Metrics({
      lag: async () => [{ stage: 'judge', partition: 2, records: 9 }],
      projects: async () => [figures],
    });
    const observer = pipelineMetrics(metrics);
    observer.judged('p', { labels: 5, verdicts: 8, suspects: 2 });
    observer.batch({ stage: 'judge', records: 5, processMs: 20, commitMs: 3, publishMs: 1 });
    observer.alerted('p', 'drift', 'open');
    observer.refused(2);
    await metrics.text();
    const text = await metrics.text(); // a second scrape says the same
    expect(text).not.toContain('qualm_review_unsure_share{project="p",lane="targeted"}');
    for (const line of [
      'qualm_labels_total{project="p"} 5',
      'qualm_verdicts_total{project="p",suspect="true"} 2',
      'qualm_verdicts_total{project="p",suspect="false"} 6',
      'qualm_alerts_total{project="p",kind="drift",state="open"} 1',
      'qualm_dead_letters_total 2',
      'qualm_batch_duration_seconds_sum{stage="judge",step="process"} 0.02',
      'qualm_lag_records{stage="judge",partition="2"} 9',
      'qualm_project_sources{project="p"} 1',
      'qualm_model_version{project="p"} 4',
      'qualm_open_alarms{project="p",kind="accuracy",evidence="gold"} 2',
      'qualm_open_alarms{project="p",kind="drift",evidence="model"} 0',
      'qualm_calibration_rejected{project="p"} 1',
      'qualm_calibration_e_value{project="p"} 120.5',
      'qualm_review_queue{project="p",lane="sampled"} 5',
      'qualm_reviews_total{project="p",lane="sampled",outcome="unsure"} 2',
      'qualm_review_unsure_share{project="p",lane="sampled"} 0.25',
    ])
      expect(text.split('\n')).toContain(line);
  });

  it('count deliveries and log what was given up, without URLs', async () => {
    const metrics = new Metrics({ lag: async () => [], projects: async () => [], pendingDeliveries: () => 3 });
    const lines: string[] = [];
    const logger = { log: () => {}, error: () => {}, warn: (line: string) => void lines.push(line) };
    const observer = webhookObserver(metrics, logger, () => 6_000);
    const delivery = {
      id: 'evt_1',
      project: 'p',
      endpointId: 'ep_1',
      type: 'test',
      state: 'delivered',
      createdAtMs: 1_000,
    };
    observer.attempted(delivery, { outcome: 'failure', attempt: { tookMs: 20, error: 'it answered 500' } });
    observer.finished(delivery);
    observer.finished({ ...delivery, state: 'dead' });
    observer.disabled({ id: 'ep_1', project: 'p', disabled: { reason: 'gone' } });
    observer.failed(new Error('down'));
    const text = (await metrics.text()).split('\n');
    for (const line of [
      'qualm_webhook_attempts_total{project="p",type="test",outcome="failure"} 1',
      'qualm_webhook_attempt_duration_seconds_sum 0.02',
      'qualm_webhook_deliveries_total{project="p",state="delivered"} 1',
      'qualm_webhook_deliveries_total{project="p",state="dead"} 1',
      'qualm_webhook_delivery_duration_seconds_sum 5',
      'qualm_webhook_disabled_total{project="p",reason="gone"} 1',
      'qualm_webhook_errors_total 1',
      'qualm_webhook_pending 3',
    ])
      expect(text).toContain(line);
    expect(lines).toEqual(['p: ep_1: test evt_1 was given up', 'p: the webhook ep_1 is disabled: gone', 'down']);
  });

  it('say what the model computes on, and why not on something else', async () => {
    const metrics = new Metrics({ lag: async () => [], projects: async () => [] });
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    const logger = { log: say, error: say, warn: say };
    const wasm = { name: 'wasm', device: 'a CPU', notes: ['backend native: not here'] };
    await tellBackends(Promise.resolve({ scoring: wasm }), metrics, logger);
    await tellBackends(Promise.reject(new Error('no backend works')), metrics, logger);
    expect(await metrics.text()).toContain('qualm_model_backend_info{role="scoring",backend="wasm",device="a CPU"} 1');
    expect(lines).toEqual([
      'scoring: backend native: not here; wasm is taken',
      'scoring on wasm (a CPU)',
      "the model's threads do not answer: no backend works",
    ]);
  });

  it('forget a partition that went to another process', async () => {
    let lag = [{ stage: 'judge', partition: 2, records: 9 }];
    const metrics = new Metrics({ lag: async () => lag, projects: async () => [] });
    await metrics.text();
    lag = [];
    expect(await metrics.text()).not.toContain('partition="2"');
  });

  it('keep the number of their series bounded', () => {
    const names = new BoundedNames(2);
    expect(['a', 'b', 'c', 'a', 'd'].map((name) => names.nameOf(name))).toEqual(['a', 'b', '(other)', 'a', '(other)']);
  });
});
