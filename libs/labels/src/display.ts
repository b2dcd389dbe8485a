import { checkChoice, checkFieldNames, checkObject, isAbsent } from './checks.js';
import { InvalidInput } from './invalid-input.js';
import { featureLength } from './features.js';
import type { DisplaySetting, Project } from './project.js';

/** What may be kept of an example so that people can be shown it. */
export type KeptKind = 'image' | 'text';
/** Row-major pixels of one byte per channel. */
export type PixelShape = [height: number, width: number, channels: 1 | 3 | 4];
type ShownProject = Pick<Project, 'featureShape' | 'featureType' | 'settings'>;

/** Larger images are not kept. */
export const maxImageBytes = 65_536;

const displayKinds = ['auto', 'none', 'features', 'text', 'url'] as const;
const placeholder = '{exampleId}';
const maxTemplateLength = 2_048;

/** Whether images or texts of this project's examples are kept to be shown; undefined: neither is. */
export function keptKind(project: ShownProject): KeptKind | undefined {
  switch (project.settings.display.kind) {
    case 'auto':
      return pixelShape(project) ? 'image' : 'text';
    case 'features':
      return 'image';
    case 'text':
      return 'text';
    default:
      return undefined;
  }
}

/**
 * The shape of features that can be shown as pixels: uint8, at most 64 KiB, [H, W, 1, 3 or 4]; undefined: they cannot. By
 * the setting `features` a shape [H, W] is an image of one channel.
 */
export function pixelShape(project: ShownProject): PixelShape | undefined {
  const { featureShape, featureType, settings } = project;
  if (featureType !== 'uint8' || !featureShape || featureLength(project) > maxImageBytes) return undefined;
  const isFlat = featureShape.length === 2 && settings.display.kind === 'features';
  if (featureShape.length !== 3 && !isFlat) return undefined;
  const [height, width, channels = 1] = featureShape as [number, number, number?];
  return channels === 1 || channels === 3 || channels === 4 ? [height, width, channels] : undefined;
}

/** The address of an example: its id stands percent-encoded in the place of `{exampleId}`. */
export function displayUrl(template: string, exampleId: string): string {
  return template.replaceAll(placeholder, () => encodeURIComponent(exampleId));
}

/** @throws InvalidInput */
export function checkDisplay(field: string, value: unknown): DisplaySetting {
  const input = checkObject(field, value);
  const kind = checkChoice(`${field}.kind`, input['kind'], displayKinds);
  checkFieldNames(input, kind === 'url' ? ['kind', 'template'] : ['kind'], `a display of kind "${kind}"`);
  return kind === 'url' ? { kind, template: checkTemplate(`${field}.template`, input['template']) } : { kind };
}

/** @throws InvalidInput when features are to be shown that are no images */
export function checkDisplayFits(project: ShownProject): void {
  if (project.settings.display.kind !== 'features' || pixelShape(project)) return;
  const says = `needs features of type uint8 and shape [H, W] or [H, W, 1, 3 or 4], of at most ${maxImageBytes} bytes`;
  throw new InvalidInput('settings.display.kind', 'features', says);
}

/** An example's id comes from whoever labels: it must not choose the host that browsers are sent to. */
function checkTemplate(field: string, value: unknown): string {
  if (isAbsent(value)) throw new InvalidInput(field, undefined, `is missing: an address with ${placeholder} in it`);
  if (typeof value !== 'string') throw new InvalidInput(field, value, 'is not a string');
  if (value.length > maxTemplateLength)
    throw new InvalidInput(field, value, `is longer than ${maxTemplateLength} characters`);
  if (!value.includes(placeholder)) throw new InvalidInput(field, value, `does not hold ${placeholder}`);
  const [one, other] = ['a.b', 'c.d'].map((id) => urlOf(value.replaceAll(placeholder, id)));
  if (!one || !other) throw new InvalidInput(field, value, 'is not an http or https address');
  if (one.username !== '' || one.password !== '')
    throw new InvalidInput(field, undefined, 'holds a user name or a password, which everybody here could read');
  if (one.host === other.host && other.username === '' && other.password === '') return value;
  throw new InvalidInput(field, value, `has ${placeholder} in its host: it may stand after the host only`);
}

function urlOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined;
}
