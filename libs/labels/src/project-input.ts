import {
  checkChoice,
  checkFieldNames,
  checkInteger,
  checkObject,
  checkProjectId,
  checkText,
  isAbsent,
  maxClasses,
} from './checks.js';
import { checkDisplayFits } from './display.js';
import { InvalidInput, cut, didYouMean } from './invalid-input.js';
import type { Project } from './project.js';
import { settingsFrom } from './settings-input.js';

const projectFields = ['id', 'classes', 'featureShape', 'featureType', 'settings'] as const;
const maxFeatureValues = 2 ** 20;
const maxFeatureAxes = 8;

/**
 * A project from a create request `{id, classes, featureShape?, featureType?, settings?}`. `classes` is a number (labels
 * are then written as indices) or a list of names.
 * @throws InvalidInput
 */
export function projectFrom(json: unknown, createdAtMs: number): Project {
  const input = checkObject('project', json);
  checkFieldNames(input, projectFields, 'a project');
  const project: Project = {
    id: checkProjectId('id', input['id']),
    ...classesFrom(input['classes']),
    featureType: isAbsent(input['featureType'])
      ? 'float32'
      : checkChoice('featureType', input['featureType'], ['float32', 'uint8']),
    settings: settingsFrom(input['settings']),
    createdAtMs,
  };
  if (!isAbsent(input['featureShape'])) project.featureShape = featureShapeFrom(input['featureShape']);
  checkDisplayFits(project);
  return project;
}

/**
 * The project with more classes; those it has keep their indices. A project whose labels are indices takes only the
 * next numbers as names.
 * @throws InvalidInput
 */
export function appendClasses(project: Project, names: unknown): Project {
  if (!Array.isArray(names) || names.length === 0) throw new InvalidInput('classes', names, 'is not a list of names');
  const classes = [...project.classes, ...names];
  if (project.labelsAs === 'index') checkNumbered(classes, project.classes.length);
  return { ...project, classes: checkClassNames(classes) };
}

/**
 * Class index of `label`: an index, or a name (a string of digits is a name: in a project made from a number the names
 * are the indices).
 * @throws InvalidInput naming the project and its classes.
 */
export function resolveLabel(
  project: Pick<Project, 'id' | 'classes'>,
  label: number | string,
  field = 'label',
): number {
  if (typeof label === 'number') {
    if (Number.isInteger(label) && label >= 0 && label < project.classes.length) return label;
    throw notAClass(project, label, field, `0 to ${project.classes.length - 1}`);
  }
  const index = indexByName(project.classes).get(label);
  if (index !== undefined) return index;
  const numbered = project.classes.at(-1) === String(project.classes.length - 1);
  const allowed = numbered ? `0 to ${project.classes.length - 1}` : cut(project.classes.join(', '));
  throw notAClass(project, label, field, allowed, didYouMean(label, numbered ? [] : project.classes));
}

const indexes = new WeakMap<readonly string[], Map<string, number>>();

function indexByName(classes: readonly string[]): Map<string, number> {
  const known = indexes.get(classes);
  if (known?.size === classes.length) return known;
  const made = new Map(classes.map((name, index) => [name, index]));
  indexes.set(classes, made);
  return made;
}

function notAClass(
  project: Pick<Project, 'id'>,
  label: unknown,
  field: string,
  allowed: string,
  hint = '',
): InvalidInput {
  return new InvalidInput(field, label, `is not a class of project ${JSON.stringify(project.id)} (${allowed})${hint}`);
}

function classesFrom(value: unknown): Pick<Project, 'classes' | 'labelsAs'> {
  if (Array.isArray(value)) return { classes: checkClassNames(value), labelsAs: 'name' };
  if (typeof value === 'string') throw new InvalidInput('classes', value, 'is neither a number nor a list of names');
  const count = checkInteger('classes', value, 2, maxClasses);
  return { classes: Array.from({ length: count }, (_, index) => String(index)), labelsAs: 'index' };
}

function checkClassNames(names: unknown[]): string[] {
  checkInteger('classes.length', names.length, 2, maxClasses);
  const seen = new Map<string, number>();
  return names.map((value, index) => {
    const name = checkText(`classes[${index}]`, value);
    const before = seen.get(name);
    if (before !== undefined) throw new InvalidInput(`classes[${index}]`, name, `is classes[${before}] already`);
    seen.set(name, index);
    return name;
  });
}

function checkNumbered(classes: unknown[], from: number): void {
  for (let index = from; index < classes.length; index++) {
    if (classes[index] === String(index)) continue;
    throw new InvalidInput(
      `classes[${index}]`,
      classes[index],
      `must be "${index}": labels of this project are indices`,
    );
  }
}

function featureShapeFrom(value: unknown): number[] {
  if (!Array.isArray(value))
    throw new InvalidInput('featureShape', value, 'is not a list such as [512] or [28, 28, 1]');
  checkInteger('featureShape.length', value.length, 1, maxFeatureAxes);
  const shape = value.map((size, axis) => checkInteger(`featureShape[${axis}]`, size, 1, maxFeatureValues));
  const values = shape.reduce((product, size) => product * size, 1);
  if (values <= maxFeatureValues) return shape;
  throw new InvalidInput('featureShape', shape.join(' x '), `has more than ${maxFeatureValues} values`);
}
