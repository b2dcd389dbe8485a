import type { DashboardPlan } from './dashboard.js';
import { figure, graph, list, matrix } from './panels.js';

const project = 'project="$project"';
const source = 'project="$project",source="$source"';

/** Who errs, and how: a table by risk, and one source with its noise matrix. */
export const sources: DashboardPlan = {
  uid: 'qualm-sources',
  title: 'Qualm: sources',
  description:
    'Sources that have series of their own: those in alarm and those with the most labels (QUALM_METRICS_SOURCES), and any that Prometheus follows by /metrics/source.',
  variables: [
    { name: 'project', label: 'Project', query: 'label_values(qualm_source_labels, project)', many: false },
    {
      name: 'source',
      label: 'Source',
      query: 'label_values(qualm_source_labels{project="$project"}, source)',
      many: false,
    },
  ],
  rows: [
    { title: 'By risk', panels: byRisk() },
    { title: '$source', panels: oneSource() },
    { title: '$source in full (only of sources that Prometheus follows by /metrics/source)', panels: followed() },
  ],
};

function byRisk() {
  return [
    list(
      { title: 'Sources', description: 'Least accurate first. Alarms are those that nobody has acknowledged.' },
      {
        accuracy: `sort(max by (source) (qualm_source_accuracy{${project}}))`,
        labels: `max by (source) (qualm_source_labels{${project}})`,
        alarms: `sum by (source) (max by (source, kind, evidence) (qualm_source_alarm{state="open",${project}}))`,
      },
      { span: 12, height: 10, units: { accuracy: 'percentunit' } },
    ),
    graph(
      { title: 'The ten least accurate', description: 'Estimated share of right labels, old and new alike.' },
      { '{{source}}': `bottomk(10, max by (source) (qualm_source_accuracy{${project}}))` },
      { span: 12, height: 10, unit: 'percentunit', max: 1 },
    ),
  ];
}

function oneSource() {
  const cells = `max by (true, given) (qualm_source_noise{${source}})`;
  const diagonal = `label_replace(max by (true) (qualm_source_noise{${source}}), "given", "$1", "true", "(.*)")`;
  return [
    figure(
      { title: 'Accuracy', description: 'Estimated share of right labels.' },
      `max(qualm_source_accuracy{${source}})`,
      {
        span: 12,
        unit: 'percentunit',
        decimals: 1,
      },
    ),
    figure({ title: 'Labels', description: 'Current ones.' }, `max(qualm_source_labels{${source}})`, {
      span: 12,
      unit: 'short',
      decimals: 0,
    }),
    matrix(
      {
        title: 'Noise matrix of $source',
        description:
          'How often it says the class of the column where the class of the row is true. The diagonal is what it gets right.',
      },
      cells,
      { span: 12, height: 12, row: 'true', column: 'given' },
    ),
    graph(
      {
        title: 'What it confuses most',
        description: 'The five largest entries of its noise matrix beside the diagonal.',
      },
      { '{{true}} called {{given}}': `topk(5, ${cells} unless on (true, given) ${diagonal})` },
      { span: 12, height: 12, unit: 'percentunit', max: 1 },
    ),
    graph(
      { title: 'Alarms', description: '1 while an alarm is in that state.' },
      { '{{kind}} on {{evidence}}, {{state}}': `max by (kind, evidence, state) (qualm_source_alarm{${source}})` },
      { span: 12, unit: 'short', max: 1 },
    ),
    graph(
      { title: 'Labels per minute', description: 'As its current labels grow.' },
      { '{{source}}': `60 * deriv(max by (source) (qualm_source_labels{${source}})[5m:])` },
      { span: 12, unit: 'short' },
    ),
  ];
}

function followed() {
  return [
    graph(
      { title: 'Accuracy with its interval', description: '95 % credible; not valid at any time, as the tests are.' },
      {
        accuracy: `max(qualm_source_accuracy{${source}})`,
        lower: `max(qualm_source_accuracy_lower{${source}})`,
        upper: `max(qualm_source_accuracy_upper{${source}})`,
      },
      { span: 12, unit: 'percentunit', max: 1 },
    ),
    graph(
      { title: 'Evidence of each test', description: 'Share of the way to an alarm, on a log scale: at 1 it alarms.' },
      {
        '{{test}}': `clamp_min(max by (test) (ln(qualm_source_test_e_value{${source}})) / max by (test) (ln(qualm_source_test_bound{${source}})), 0)`,
      },
      { span: 12, unit: 'percentunit' },
    ),
    list(
      {
        title: 'Confusions with intervals',
        description: 'Entries of the noise matrix that were met, most counted first.',
      },
      {
        probability: `max by (true, given) (qualm_source_noise{${source}}) and on (true, given) qualm_source_noise_labels{${source}}`,
        low: `max by (true, given) (qualm_source_noise_lower{${source}})`,
        high: `max by (true, given) (qualm_source_noise_upper{${source}})`,
        labels: `sort_desc(max by (true, given) (qualm_source_noise_labels{${source}}))`,
      },
      { span: 12, units: { probability: 'percentunit', low: 'percentunit', high: 'percentunit' } },
    ),
    list(
      {
        title: 'On known truth',
        description: 'Labels on honeypots and sampled reviews, and those of them that were right.',
      },
      {
        labels: `max by (source) (qualm_source_gold_labels{${source}})`,
        right: `max by (source) (qualm_source_gold_right{${source}})`,
        pending: `max by (source) (qualm_source_pending_labels{${source}})`,
        'last label': `1000 * max by (source) (qualm_source_last_label_timestamp_seconds{${source}})`,
      },
      { span: 12, units: { 'last label': 'dateTimeFromNow' } },
    ),
  ];
}
