import { hashText, type Project } from '#labels';

/**
 * Probability with which this example is drawn for review, 0 when it is not: a random sample that depends on nothing but
 * the example's id and the project, and not on its labels, so that the answers may enter tests.
 */
export function drawForReview({ id, createdAtMs, settings }: Project, exampleId: string): number {
  const drawn = hashText(`${id}/${createdAtMs}/${exampleId}`) / 2 ** 32 < settings.reviewShare;
  return drawn ? settings.reviewShare : 0;
}
