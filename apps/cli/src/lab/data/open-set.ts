import { InvalidInput } from '#labels';
import { idxImageShape, readIdx } from './idx.js';
import { readImageFolder, type FolderOptions } from './image-folder.js';
import type { Images, ImageSet } from './image-set.js';
import { isKnownSet, knownSets, setFacts, type KnownSet } from './known-sets.js';
import { damageOf, readSetFiles } from './set-files.js';

const FOLDER = 'folder:';

export interface OpenOptions extends FolderOptions {
  /** Where `qualm lab data` put the known sets. */
  dir: string;
}

/**
 * @param name one of the known sets, or `folder:PATH`
 * @throws InvalidInput that says how to get what is not there
 */
export async function openSet(name: string, options: OpenOptions): Promise<ImageSet> {
  if (name.startsWith(FOLDER)) return readImageFolder(name.slice(FOLDER.length), options);
  if (!isKnownSet(name)) throw new InvalidInput('--set', name, `is not one of ${knownSets.join(', ')} or folder:PATH`);
  return readKnownSet(name, options.dir);
}

async function readKnownSet(name: KnownSet, dir: string): Promise<ImageSet> {
  const files = await readSetFiles(name, dir);
  const bringsIt = `"qualm lab data ${name} --dir ${dir}" brings it`;
  if (!files) throw new InvalidInput('--data', dir, `has no ${name}: ${bringsIt}`);
  const damage = damageOf(name, files);
  if (damage) throw new InvalidInput('--data', dir, `has a ${name} whose ${damage}; ${bringsIt} again`);
  const images = (part: 'train' | 'test') => imagesOf(files[`${part}-images.idx`], files[`${part}-labels.idx`], name);
  return {
    name,
    classes: setFacts[name].classes,
    train: images('train'),
    test: images('test'),
    trainingLabels: 'true',
  };
}

function imagesOf(imageBytes: Uint8Array, labelBytes: Uint8Array, name: string): Images {
  const images = readIdx(imageBytes, name);
  const labels = Int32Array.from(readIdx(labelBytes, name).values);
  return { count: labels.length, shape: idxImageShape(images, name), pixels: images.values, labels };
}
