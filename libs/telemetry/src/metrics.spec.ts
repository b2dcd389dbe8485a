import { describe, expect, it } from 'vitest';
import { BoundedNames } from './bounded-names.js';
import { Metrics } from './metrics.js';
import type { ProjectFigures } from './project-gauges.js';
import { pipelineMetrics } from './pipeline-metrics.js';
import { sourceMetrics, type SourceFigures } from './source-gauges.js';
import { tellBackends } from './tell-backends.js';
import { webhookObserver } from './webhook-observer.js';

const textOf = async (metrics: Metrics) => (await metrics.read()).text;

const source = (sourceId: string): SourceFigures => ({
  project: 'p',
  sourceId,
  labels: 30,
  accuracy: 0.8,
  alarms: [{ kind: 'drift', evidence: 'model', state: 'open', open: true }],
  cells: [{ trueLabel: 'cat', given: 'dog', probability: 0.25 }],
});

describe('metrics', () => {
  it('count what the stages tell, in seconds', async () => {
    const figures: ProjectFigures = {
      project: 'p',
      labels: 3,
      examples: 2,
      sources: 1,
      accuracy: 0.75,
      trained: { atMs: 5_000, labels: 2 },
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
    observer.answered('p', { ms: [40, 3_000], slowestExampleId: 'img-7' });
    observer.training('p', { share: 0.5, epochs: 12, examples: 90 });
    await textOf(metrics);
    const text = await textOf(metrics); // a second scrape says the same
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
      'qualm_project_accuracy{project="p"} 0.75',
      'qualm_trainings_total{project="p",outcome="failed"} 0',
      'qualm_webhook_deliveries_total{project="p",state="dead"} 0',
      'qualm_commit_conflicts_total{stage="judge"} 0',
      'qualm_model_trained_timestamp_seconds{project="p"} 5',
      'qualm_model_trained_labels{project="p"} 2',
      'qualm_label_latency_seconds_bucket{le="2.5",project="p"} 1',
      'qualm_label_latency_seconds_bucket{le="5",project="p"} 2',
      'qualm_training_running{project="p"} 1',
      'qualm_training_progress_ratio{project="p"} 0.5',
      'qualm_training_epochs{project="p"} 12',
      'qualm_training_examples{project="p"} 90',
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

  it('show a slow label as an exemplar to who asks for OpenMetrics, and stay plain text for others', async () => {
    const metrics = new Metrics({ lag: async () => [] });
    const observer = pipelineMetrics(metrics);
    observer.answered('p', { ms: [40, 3_000], slowestExampleId: 'img-7' });
    observer.answered('q', { ms: [70], slowestExampleId: 'x'.repeat(300) });
    observer.refused(2);
    const { text, contentType } = await metrics.read('open');
    expect(contentType).toContain('application/openmetrics-text');
    const exemplars = text.split('\n').filter((line) => line.includes(' # '));
    expect(exemplars).toEqual([
      expect.stringMatching(
        /^qualm_label_latency_seconds_bucket\{le="5",project="p"\} 2 # \{example_id="img-7"\} 3 \d+/,
      ),
    ]);
    expect(text).toContain('# TYPE qualm_dead_letters counter\nqualm_dead_letters_total 2\n');
    expect(text.endsWith('# EOF\n')).toBe(true);
    const plain = await textOf(metrics);
    expect(plain).toContain('# TYPE qualm_dead_letters_total counter\nqualm_dead_letters_total 2\n');
    expect(plain).not.toContain(' # {');
  });

  it('leave out what cannot be read, and say so', async () => {
    const metrics = new Metrics({
      lag: async () => [{ stage: 'judge', partition: 2, records: 9 }],
      projects: () => Promise.reject(new Error('the ledger is down')),
      checks: () => ({ ledger: () => Promise.reject(new Error('down')), stream: async () => {} }),
      queues: () => ({ scoring: 4 }),
      tensors: async () => [{ role: 'scoring', tensors: 6, bytes: 2_048 }],
    });
    const text = (await textOf(metrics)).split('\n');
    for (const line of [
      'qualm_lag_records{stage="judge",partition="2"} 9',
      'qualm_metrics_failures_total{part="projects"} 1',
      'qualm_metrics_failures_total{part="lag"} 0',
      'qualm_ready{part="ledger"} 0',
      'qualm_ready{part="stream"} 1',
      'qualm_queue_length{queue="scoring"} 4',
      'qualm_tensors{role="scoring"} 6',
      'qualm_tensor_bytes{role="scoring"} 2048',
    ])
      expect(text).toContain(line);
  });

  it('tell of single sources what they are handed, whole even when asked twice at a time', async () => {
    const sources = Array.from({ length: 12 }, (_, n) => source(`w${n}`));
    const metrics = new Metrics({ lag: async () => [], sources: async () => sources });
    const texts = await Promise.all([textOf(metrics), textOf(metrics)]);
    for (const text of texts) {
      for (const { sourceId } of sources) {
        expect(text).toContain(`qualm_source_labels{project="p",source="${sourceId}"} 30\n`);
      }
      expect(text).toContain('qualm_source_noise{project="p",source="w0",true="cat",given="dog"} 0.25\n');
      expect(text).toContain(
        'qualm_source_alarm{project="p",source="w0",kind="drift",evidence="model",state="open"} 1\n',
      );
    }
    sources.length = 0;
    expect(await textOf(metrics)).not.toContain('source="w0"');
  });

  it('tell all of one source', async () => {
    const { text } = await sourceMetrics({
      ...source('w1'),
      accuracyInterval: [0.7, 0.9],
      gold: { labels: 4, right: 3 },
      pending: 2,
      trend: undefined,
      lastMs: 7_000,
      tests: [{ test: 'gold', labels: 4, eValue: 1.5, bound: 40 }],
      cellDetails: [{ trueLabel: 'cat', given: 'dog', interval: [0.1, 0.4], count: 6.5 }],
    });
    const own = 'project="p",source="w1"';
    for (const line of [
      `qualm_source_accuracy_lower{${own}} 0.7`,
      `qualm_source_gold_right{${own}} 3`,
      `qualm_source_last_label_timestamp_seconds{${own}} 7`,
      `qualm_source_test_bound{${own},test="gold"} 40`,
      `qualm_source_noise_labels{${own},true="cat",given="dog"} 6.5`,
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).not.toContain('qualm_source_trend');
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
    const text = (await textOf(metrics)).split('\n');
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
    expect(await textOf(metrics)).toContain('qualm_model_backend_info{role="scoring",backend="wasm",device="a CPU"} 1');
    expect(lines).toEqual([
      'scoring: backend native: not here; wasm is taken',
      'scoring on wasm (a CPU)',
      "the model's threads do not answer: no backend works",
    ]);
  });

  it('forget a partition that went to another process', async () => {
    let lag = [{ stage: 'judge', partition: 2, records: 9 }];
    const metrics = new Metrics({ lag: async () => lag, projects: async () => [] });
    await textOf(metrics);
    lag = [];
    expect(await textOf(metrics)).not.toContain('partition="2"');
  });

  it('keep the number of their series bounded', () => {
    const names = new BoundedNames(2);
    expect(['a', 'b', 'c', 'a', 'd'].map((name) => names.nameOf(name))).toEqual(['a', 'b', '(other)', 'a', '(other)']);
  });
});
