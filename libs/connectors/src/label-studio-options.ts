import { checkChoice, checkFieldNames, checkText, goldOrigins, InvalidInput, isAbsent, type GoldOrigin } from '#labels';

/** How a project of Label Studio is read. */
export interface LabelStudioOptions {
  /** Name of the control tag whose choice is the label; needed where there are several. */
  fromName?: string;
  /** Field of the task's data that names the example; absent: the task's id does. */
  exampleId?: string;
  /** Which of the annotator's names is the source. Only the id stands in every payload. */
  annotator: 'id' | 'email';
  /** Stands before every source, to tell the annotators of several installations apart. */
  source: string;
  /** How the examples with a ground truth were chosen. */
  goldOrigin: GoldOrigin;
  /** Field of the task's data that holds the text that the annotator saw. */
  text?: string;
}

export const labelStudioOptionNames = ['fromName', 'exampleId', 'annotator', 'source', 'goldOrigin', 'text'] as const;

/** Options as they stand in a query. @throws InvalidInput on an unknown name or a value that means nothing */
export function labelStudioOptions(query: Record<string, unknown>): LabelStudioOptions {
  checkFieldNames(query, labelStudioOptionNames, 'the options of label-studio');
  const { fromName, exampleId, annotator, source, goldOrigin, text } = query;
  return {
    ...(!isAbsent(fromName) && { fromName: checkText('fromName', fromName) }),
    ...(!isAbsent(exampleId) && { exampleId: dataField('exampleId', exampleId) }),
    annotator: isAbsent(annotator) ? 'id' : checkChoice('annotator', annotator, ['id', 'email']),
    source: isAbsent(source) ? '' : checkText('source', source),
    goldOrigin: isAbsent(goldOrigin) ? 'targeted' : checkChoice('goldOrigin', goldOrigin, goldOrigins),
    ...(!isAbsent(text) && { text: dataField('text', text) }),
  };
}

/** `key` of `data.key`. */
function dataField(field: string, value: unknown): string {
  const key = /^data\.(.+)$/s.exec(checkText(field, value))?.[1];
  if (key !== undefined) return key;
  throw new InvalidInput(field, value, 'is not a field of the task such as data.key');
}
