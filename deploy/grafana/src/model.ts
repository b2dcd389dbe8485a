import type { DashboardPlan } from './dashboard.js';
import { figure, graph, list } from './panels.js';

const project = 'project=~"$project"';

/** What is trained, whether it passes its gate, whether its beliefs hold, what memory it takes. */
export const model: DashboardPlan = {
  uid: 'qualm-model',
  title: 'Qualm: model',
  description: 'Fine-tunes, versions, calibration on gold, tensors.',
  variables: [{ name: 'project', label: 'Project', query: 'label_values(qualm_project_labels, project)', many: true }],
  rows: [
    { title: 'Now', panels: now() },
    { title: 'Training', panels: training() },
    { title: 'Beliefs and memory', panels: beliefs() },
  ],
};

function now() {
  return [
    figure({ title: 'Fine-tunes that run', description: 'Now.' }, `sum(qualm_training_running{${project}})`, {
      span: 4,
      unit: 'short',
    }),
    figure(
      { title: 'Progress', description: 'Of the newest fine-tune.' },
      `max(qualm_training_progress_ratio{${project}})`,
      { span: 4, unit: 'percentunit', decimals: 0 },
    ),
    figure(
      { title: 'Since the last', description: 'Since the newest fine-tune ended, of the project that waits longest.' },
      `max(time() - max by (project) (qualm_model_trained_timestamp_seconds{${project}}))`,
      { span: 4, unit: 's', decimals: 0 },
    ),
    figure(
      { title: 'Labels since', description: 'That the newest fine-tune has not seen; of all projects together.' },
      `sum(clamp_min(max by (project) (qualm_project_labels{${project}}) - max by (project) (qualm_model_trained_labels{${project}}), 0))`,
      { span: 4, unit: 'short', decimals: 0 },
    ),
    figure(
      { title: 'Examples', description: 'That the newest fine-tune learned from.' },
      `max(qualm_training_examples{${project}})`,
      { span: 4, unit: 'short', decimals: 0 },
    ),
    figure(
      {
        title: 'Beliefs rejected',
        description: 'Projects whose beliefs do not agree with gold: alarms on model evidence are not to be relied on.',
      },
      `sum(max by (project) (qualm_calibration_rejected{${project}}))`,
      {
        span: 4,
        unit: 'short',
        steps: [
          { value: null, color: 'green' },
          { value: 1, color: 'red' },
        ],
      },
    ),
  ];
}

function training() {
  return [
    graph(
      { title: 'Version in use', description: 'It rises with every fine-tune that passes the gate.' },
      { '{{project}}': `max by (project) (qualm_model_version{${project}})` },
      { span: 8, unit: 'short' },
    ),
    graph(
      { title: 'Fine-tunes', description: 'Per hour, by outcome.' },
      { '{{project}} {{outcome}}': `sum by (project, outcome) (increase(qualm_trainings_total{${project}}[1h]))` },
      { span: 8, unit: 'short' },
    ),
    graph(
      { title: 'Time of a fine-tune', description: 'Half, and 19 of 20, within this time.' },
      {
        'half within': 'histogram_quantile(0.5, sum by (le) (rate(qualm_training_duration_seconds_bucket[1h])))',
        '19 of 20 within': 'histogram_quantile(0.95, sum by (le) (rate(qualm_training_duration_seconds_bucket[1h])))',
      },
      { span: 8, unit: 's' },
    ),
    graph(
      {
        title: 'Progress',
        description: 'Share of the newest fine-tune that is done. A line that stands still below 1 is stuck.',
      },
      { '{{project}}': `max by (project) (qualm_training_progress_ratio{${project}})` },
      { span: 8, unit: 'percentunit', max: 1 },
    ),
    graph(
      { title: 'Epochs', description: 'That the newest fine-tune has trained.' },
      { '{{project}}': `max by (project) (qualm_training_epochs{${project}})` },
      { span: 8, unit: 'short' },
    ),
    graph(
      { title: 'Examples scored', description: 'Per second.' },
      { '{{instance}}': 'rate(qualm_scored_examples_total[$__rate_interval])' },
      { span: 8, unit: 'cps' },
    ),
  ];
}

function beliefs() {
  return [
    graph(
      { title: 'Evidence against the beliefs', description: 'On gold, of the newest model: 1 says nothing.' },
      { '{{project}}': `max by (project) (qualm_calibration_e_value{${project}})` },
      { span: 6, unit: 'short' },
    ),
    graph(
      { title: 'Tensors', description: 'Alive in each thread; growing without end, they leak.' },
      { '{{instance}} {{role}}': 'qualm_tensors' },
      { span: 6, unit: 'short' },
    ),
    graph(
      { title: 'Memory of tensors', description: 'In each thread.' },
      { '{{instance}} {{role}}': 'qualm_tensor_bytes' },
      { span: 6, unit: 'bytes' },
    ),
    list(
      { title: 'Computes on', description: 'What each process scores and trains on.' },
      { running: 'max by (instance, role, backend, device) (qualm_model_backend_info)' },
      { span: 6, hidden: ['Value'] },
    ),
  ];
}
