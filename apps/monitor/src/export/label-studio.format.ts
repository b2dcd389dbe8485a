import { presentProbability } from '#labels';
import type { JudgedExample } from '#pipeline';
import type { ExportFormat, ExportRequest } from './export-format.js';

/**
 * A JSON array for Label Studio, with what Qualm suggests as a prediction of each example that has a label. With `exampleId` tasks
 * with predictions, to be imported as tasks; without, predictions for the tasks whose ids the examples have, for
 * `POST /api/projects/{id}/import/predictions`.
 */
export const labelStudioFormat: ExportFormat = {
  contentType: 'application/json',
  extension: 'json',
  async *encode(batches, request) {
    let before = '[\n';
    for await (const batch of batches) {
      for (const example of batch) {
        const item = itemOf(example, request);
        if (!item) continue;
        yield before + JSON.stringify(item);
        before = ',\n';
      }
    }
    yield before === '[\n' ? '[]\n' : '\n]\n';
  },
};

const taskId = /^\d{1,15}$/;

function itemOf(
  { exampleId, suggested, modelVersion }: JudgedExample,
  { project, labelStudio: { fromName, toName, exampleId: field } }: ExportRequest,
): object | undefined {
  if (!suggested) return undefined;
  const value = { choices: [project.classes[suggested.label]!] };
  const prediction = {
    model_version: `qualm-${modelVersion}`,
    score: presentProbability(suggested.probability),
    result: [{ from_name: fromName, to_name: toName, type: 'choices', value }],
  };
  if (field !== undefined) return { data: { [field]: exampleId }, predictions: [prediction] };
  if (taskId.test(exampleId)) return { task: Number(exampleId), ...prediction };
  throw new NotATaskError(exampleId);
}

/** The examples of the project are not named by the ids of Label Studio's tasks. */
export class NotATaskError extends Error {
  override readonly name = 'NotATaskError';
  constructor(readonly exampleId: string) {
    super(
      `example ${JSON.stringify(exampleId)} is not the id of a task; say by exampleId=data.KEY which field names it`,
    );
  }
}
