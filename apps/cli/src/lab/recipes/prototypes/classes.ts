import { shown } from '../../run/mean-deviation.js';
import { figureOver, type Figures, type JobResult, type LabTable } from '../../run/recipe.js';

/** Share of labels that are right of each true class; null where it has no examples. */
export function rightPerClass(truth: Int32Array, labels: Int32Array, classCount: number): Figures {
  const entries = Array.from({ length: classCount }, (_, k) => {
    const own = labels.filter((_, n) => truth[n] === k);
    return [`class${k}`, own.length > 0 ? own.filter((label) => label === k).length / own.length : null];
  });
  return Object.fromEntries(entries) as Figures;
}

/** Fig. 4a: which classes' labels correction makes right. */
export function classesTable(result: JobResult<unknown>, classes: string[]): LabTable {
  return {
    title: `${result.name}: labels of each true class that are right, % (Fig. 4a)`,
    head: ['', 'given', 'corrected at first', 'corrected at the end'],
    rows: classes.map((name, k) => [
      name,
      ...['given', 'initial', 'final'].map((when) => shown(figureOver(result, `classes.${when}.class${k}`))),
    ]),
    note: "the paper's figure, of the classes of Clothing1M, was not at hand",
  };
}
