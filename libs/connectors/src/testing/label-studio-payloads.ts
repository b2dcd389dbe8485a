/** Payloads of the shapes that Label Studio sends and exports, with values of our own. */
const project = {
  id: 4,
  title: 'Reviews',
  description: '',
  label_config:
    '<View><Text name="text" value="$review"/><Choices name="sentiment" toName="text" choice="single"><Choice value="positive"/><Choice value="negative"/></Choices></View>',
  expert_instruction: '',
  show_instruction: false,
  show_skip_button: true,
  enable_empty_annotation: true,
  show_annotation_history: false,
  organization: 1,
  color: '#FFFFFF',
  maximum_annotations: 3,
  min_annotations_to_start_training: 0,
  control_weights: { sentiment: { overall: 1, type: 'Choices', labels: { positive: 1, negative: 1 } } },
  created_at: '2026-03-02T08:00:00.000000Z',
  updated_at: '2026-03-02T08:00:00.000000Z',
  created_by: 1,
  task_number: 12,
  total_annotations_number: 30,
};

export const task = {
  id: 51,
  data: { review: 'It broke on the second day.', key: 'r-0051' },
  meta: {},
  created_at: '2026-03-02T08:10:00.100000Z',
  updated_at: '2026-03-02T09:30:01.500000Z',
  is_labeled: false,
  overlap: 3,
  inner_id: 7,
  total_annotations: 1,
  cancelled_annotations: 0,
  total_predictions: 0,
  comment_count: 0,
  unresolved_comment_count: 0,
  last_comment_updated_at: null,
  project: 4,
  updated_by: 2,
  file_upload: 3,
  comment_authors: [],
};

export function choices(label: string | string[], fromName = 'sentiment') {
  const value = { choices: [label].flat() };
  return { value, id: 'q7Lr2_xZ0a', from_name: fromName, to_name: 'text', type: 'choices', origin: 'manual' };
}

export const rectangle = {
  original_width: 640,
  original_height: 480,
  image_rotation: 0,
  value: { x: 10, y: 20.5, width: 30, height: 12, rotation: 0, rectanglelabels: ['car'] },
  id: 'Yb3-kk02Lm',
  from_name: 'boxes',
  to_name: 'image',
  type: 'rectanglelabels',
  origin: 'manual',
};

/** As a webhook has it; the fields that matter may be given. */
export function annotation(fields: Record<string, unknown> = {}) {
  return {
    id: 801,
    result: [choices('negative')],
    created_username: ' kim@example.com, 2',
    created_ago: '0 minutes',
    task: 51,
    was_cancelled: false,
    ground_truth: false,
    created_at: '2026-03-02T09:30:01.250000Z',
    updated_at: '2026-03-02T09:30:01.250000Z',
    draft_created_at: null,
    lead_time: 12.41,
    prediction: {},
    result_count: 1,
    unique_id: '3f0c1a52-54c5-4b57-9a3d-0a8f8b0b9d11',
    import_id: null,
    last_action: null,
    bulk_created: false,
    project: 4,
    updated_by: 2,
    parent_prediction: null,
    parent_annotation: null,
    last_created_by: null,
    completed_by: 2,
    ...fields,
  };
}

export function webhook(action: string, fields: Record<string, unknown> = {}) {
  return { action, annotation: annotation(fields), project, task };
}

export function deletion(...ids: number[]) {
  return { action: 'ANNOTATIONS_DELETED', annotations: ids.map((id) => ({ id })), project };
}

/** A task of the JSON export, where some versions name the annotator with all that is known of them. */
export function exportedTask(annotations: object[]) {
  const { is_labeled: _, overlap: __, ...fields } = task;
  return { ...fields, annotations, drafts: [], predictions: [], file_upload: 'reviews.csv' };
}

export const kim = { id: 2, email: 'kim@example.com', first_name: 'Kim', last_name: '' };

/** A record of the JSON_MIN export. */
export function record(fields: Record<string, unknown> = {}) {
  return {
    ...task.data,
    id: 51,
    sentiment: 'negative',
    annotator: 2,
    annotation_id: 801,
    created_at: '2026-03-02T09:30:01.250000Z',
    updated_at: '2026-03-02T09:30:01.250000Z',
    lead_time: 12.41,
    ...fields,
  };
}

export { project };
