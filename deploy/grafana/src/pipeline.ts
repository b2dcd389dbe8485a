import type { DashboardPlan } from './dashboard.js';
import { buckets, graph } from './panels.js';

const here = 'job="qualm",instance=~"$instance"';

/** Where records wait, where time goes, what fails. */
export const pipeline: DashboardPlan = {
  uid: 'qualm-pipeline',
  title: 'Qualm: pipeline',
  description: 'Stages, batches, the processes that run them, and webhooks.',
  variables: [{ name: 'instance', label: 'Process', query: 'label_values(qualm_build_info, instance)', many: true }],
  rows: [
    { title: 'Stages', panels: stages() },
    { title: 'Batches', panels: batches() },
    { title: 'Processes', panels: processes() },
    { title: 'What fails', panels: failures() },
    { title: 'Webhooks', panels: webhooks() },
  ],
};

function p99(metric: string, by: string): string {
  return `histogram_quantile(0.99, sum by (le${by}) (rate(${metric}_bucket{${here}}[$__rate_interval])))`;
}

function stages() {
  return [
    graph(
      { title: 'Lag', description: 'Records that each stage still has to take. A saw is a stage that keeps up.' },
      { '{{stage}}': `sum by (stage) (qualm_lag_records{${here}})` },
      { span: 8, unit: 'short' },
    ),
    graph(
      { title: 'Records', description: 'Committed per second by each stage.' },
      { '{{stage}}': `sum by (stage) (rate(qualm_batch_records_sum{${here}}[$__rate_interval]))` },
      { span: 8, unit: 'cps' },
    ),
    buckets(
      {
        title: 'From label to verdict',
        description: 'How many labels took how long. The points are examples of slow labels.',
      },
      `sum by (le) (increase(qualm_label_latency_seconds_bucket{${here}}[$__rate_interval]))`,
      { span: 8, unit: 's', exemplars: true },
    ),
  ];
}

function batches() {
  return [
    graph(
      { title: 'Time of a batch', description: 'By stage and step, 99 of 100 within. process: load, score, reduce.' },
      { '{{stage}} {{step}}': p99('qualm_batch_duration_seconds', ', stage, step') },
      { span: 8, unit: 's' },
    ),
    buckets(
      {
        title: 'Size of batches',
        description: 'Full ones (QUALM_BATCH_RECORDS) say that the stage works at its limit.',
      },
      `sum by (le) (increase(qualm_batch_records_bucket{${here}}[$__rate_interval]))`,
      { span: 8, unit: 'short' },
    ),
    graph(
      { title: 'Scoring', description: 'Time of the model for one batch.' },
      {
        'half within': `histogram_quantile(0.5, sum by (le) (rate(qualm_scoring_duration_seconds_bucket{${here}}[$__rate_interval])))`,
        '99 of 100 within': p99('qualm_scoring_duration_seconds', ''),
      },
      { span: 8, unit: 's' },
    ),
  ];
}

function processes() {
  return [
    graph(
      { title: 'Event loop', description: 'How long work waits for its turn, 99 of 100 times.' },
      { '{{instance}}': `nodejs_eventloop_lag_p99_seconds{${here}}` },
      { span: 6, unit: 's' },
    ),
    graph(
      { title: 'CPU', description: 'Cores in use.' },
      { '{{instance}}': `rate(process_cpu_seconds_total{${here}}[$__rate_interval])` },
      { span: 6, unit: 'short' },
    ),
    graph(
      { title: 'Memory', description: 'Of the process, and of its JavaScript heap.' },
      {
        '{{instance}}': `process_resident_memory_bytes{${here}}`,
        '{{instance}} heap': `nodejs_heap_size_used_bytes{${here}}`,
      },
      { span: 6, unit: 'bytes' },
    ),
    graph(
      { title: 'Queues', description: 'Batches that wait to be scored, projects that wait to be trained.' },
      { '{{queue}}': `sum by (queue) (qualm_queue_length{${here}})` },
      { span: 6, unit: 'short' },
    ),
  ];
}

function failures() {
  return [
    graph(
      { title: 'Dead letters', description: 'Records that could not be taken. GET /v1/dead-letters says why.' },
      { '{{instance}}': `increase(qualm_dead_letters_total{${here}}[$__rate_interval])` },
      { span: 6, unit: 'short' },
    ),
    graph(
      { title: 'Refused commits', description: 'Another owner had moved the position. One or two follow a rebalance.' },
      { '{{stage}}': `sum by (stage) (increase(qualm_commit_conflicts_total{${here}}[$__rate_interval]))` },
      { span: 6, unit: 'short' },
    ),
    graph(
      { title: 'Failed readings', description: 'Of what other stages wrote, and of figures for these metrics.' },
      {
        '{{instance}}': `increase(qualm_refresh_failures_total{${here}}[$__rate_interval])`,
        '{{instance}} {{part}}': `increase(qualm_metrics_failures_total{${here}}[$__rate_interval])`,
      },
      { span: 6, unit: 'short' },
    ),
    graph(
      { title: 'Ready', description: '1 while the part is up.' },
      { '{{instance}} {{part}}': `qualm_ready{${here}}` },
      { span: 6, unit: 'short', max: 1 },
    ),
  ];
}

function webhooks() {
  return [
    graph(
      { title: 'Attempts', description: 'POSTs per minute, by outcome.' },
      { '{{outcome}}': `60 * sum by (outcome) (rate(qualm_webhook_attempts_total{${here}}[$__rate_interval]))` },
      { span: 6, unit: 'short', stacked: true },
    ),
    graph(
      { title: 'Time of an attempt', description: '99 of 100 within.' },
      {
        attempt: p99('qualm_webhook_attempt_duration_seconds', ''),
        delivery: p99('qualm_webhook_delivery_duration_seconds', ''),
      },
      { span: 6, unit: 's' },
    ),
    graph(
      { title: 'Deliveries', description: 'That ended: delivered, or dead after ten attempts.' },
      {
        '{{project}} {{state}}': `sum by (project, state) (increase(qualm_webhook_deliveries_total{${here}}[$__rate_interval]))`,
        '{{project}} disabled, {{reason}}': `sum by (project, reason) (increase(qualm_webhook_disabled_total{${here}}[$__rate_interval]))`,
      },
      { span: 6, unit: 'short' },
    ),
    graph(
      { title: 'Waiting', description: 'Deliveries that wait for a process, retries included.' },
      { '{{instance}}': `qualm_webhook_pending{${here}}` },
      { span: 6, unit: 'short' },
    ),
  ];
}
