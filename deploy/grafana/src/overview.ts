import type { DashboardPlan } from './dashboard.js';
import { figure, graph, list } from './panels.js';

const ok = [
  { value: null, color: 'green' },
  { value: 1, color: 'red' },
];
const project = 'project=~"$project"';

/** Whether labels come, how good they are, who is in alarm, and whether the service keeps up. */
export const overview: DashboardPlan = {
  uid: 'qualm-overview',
  title: 'Qualm: overview',
  description: 'Labels, how good they are, alarms, and whether verdicts come in time.',
  variables: [{ name: 'project', label: 'Project', query: 'label_values(qualm_project_labels, project)', many: true }],
  rows: [
    { title: 'Now', panels: now() },
    { title: 'Labels', panels: labels() },
    { title: 'Promise', panels: promise() },
  ],
};

function now() {
  return [
    figure(
      { title: 'Labels per minute', description: 'Judged now, by all monitors together.' },
      `60 * sum(rate(qualm_labels_total{${project}}[$__rate_interval]))`,
      { span: 4, unit: 'short', decimals: 0 },
    ),
    figure(
      { title: 'Label accuracy', description: 'Estimated share of right labels, of all current ones.' },
      `sum(max by (project) (qualm_project_accuracy{${project}}) * max by (project) (qualm_project_labels{${project}})) / sum(max by (project) (qualm_project_labels{${project}}))`,
      { span: 4, unit: 'percentunit', decimals: 1 },
    ),
    figure(
      { title: 'Open alarms', description: 'Alarms of sources that are open, acknowledged ones included.' },
      `sum(max by (project, kind, evidence) (qualm_open_alarms{${project}}))`,
      { span: 4, unit: 'short', steps: ok },
    ),
    figure({ title: 'Lag', description: 'Records that wait for a stage.' }, 'sum(qualm_lag_records)', {
      span: 4,
      unit: 'short',
      steps: [
        { value: null, color: 'green' },
        { value: 1_000, color: 'orange' },
        { value: 10_000, color: 'red' },
      ],
    }),
    figure(
      { title: 'Verdict after', description: 'Of 100 labels 99 have their verdict within this time.' },
      `histogram_quantile(0.99, sum by (le) (rate(qualm_label_latency_seconds_bucket{${project}}[$__rate_interval])))`,
      {
        span: 4,
        unit: 's',
        steps: [
          { value: null, color: 'green' },
          { value: 5, color: 'red' },
        ],
      },
    ),
    figure(
      {
        title: 'Parts that are down',
        description: 'Ledger, stream, model or stages of a process. /health/ready says why.',
      },
      'count(qualm_ready == 0) or vector(0)',
      { span: 4, unit: 'short', steps: ok },
    ),
  ];
}

function labels() {
  return [
    graph(
      { title: 'Labels', description: 'Judged per second.' },
      { '{{project}}': `sum by (project) (rate(qualm_labels_total{${project}}[$__rate_interval]))` },
      { span: 8, unit: 'cps' },
    ),
    graph(
      { title: 'Estimated accuracy', description: 'Share of right labels, of all current ones.' },
      { '{{project}}': `max by (project) (qualm_project_accuracy{${project}})` },
      { span: 8, unit: 'percentunit', max: 1 },
    ),
    graph(
      { title: 'Suspect verdicts', description: 'Share of the verdicts that doubt their label, revisions included.' },
      {
        '{{project}}': `sum by (project) (rate(qualm_verdicts_total{suspect="true",${project}}[$__rate_interval])) / sum by (project) (rate(qualm_verdicts_total{${project}}[$__rate_interval]))`,
      },
      { span: 8, unit: 'percentunit', max: 1 },
    ),
    graph(
      { title: 'Open alarms', description: 'By what is wrong, and on which evidence.' },
      {
        '{{project}} {{kind}} on {{evidence}}': `max by (project, kind, evidence) (qualm_open_alarms{${project}}) > 0`,
      },
      { span: 8, unit: 'short', stacked: true },
    ),
    graph(
      { title: 'Reviews that wait', description: 'Examples that a person should look at, by lane.' },
      { '{{project}} {{lane}}': `max by (project, lane) (qualm_review_queue{${project}})` },
      { span: 8, unit: 'short' },
    ),
    graph(
      { title: 'Sources', description: 'That ever labeled.' },
      { '{{project}}': `max by (project) (qualm_project_sources{${project}})` },
      { span: 8, unit: 'short' },
    ),
  ];
}

function promise() {
  return [
    graph(
      {
        title: 'From label to verdict',
        description:
          'From when a label was made until its verdict was published. The points are examples of slow labels.',
      },
      {
        'half within': `histogram_quantile(0.5, sum by (le) (rate(qualm_label_latency_seconds_bucket{${project}}[$__rate_interval])))`,
        '99 of 100 within': `histogram_quantile(0.99, sum by (le) (rate(qualm_label_latency_seconds_bucket{${project}}[$__rate_interval])))`,
      },
      { span: 8, unit: 's', exemplars: true },
    ),
    graph(
      {
        title: 'Late verdicts',
        description: 'Share of the labels that waited more than 5 seconds; the objective allows 1 %.',
      },
      {
        '{{project}}, 5 min': `project:qualm_label_late:ratio_rate5m{${project}}`,
        '{{project}}, 1 h': `project:qualm_label_late:ratio_rate1h{${project}}`,
      },
      { span: 8, unit: 'percentunit' },
    ),
    list(
      { title: 'Alerts that fire', description: 'What each means and what to do: docs/operations.md.' },
      { firing: 'count by (alertname, severity, project, source) (ALERTS{alertname=~"Qualm.*",alertstate="firing"})' },
      { span: 8 },
    ),
  ];
}
