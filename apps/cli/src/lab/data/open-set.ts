import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInput } from '#labels';
import { idxImageShape, readIdx } from './idx.js';
import { readImageFolder } from './image-folder.js';
import type { Images, ImageSet } from './image-set.js';
import { isKnownSet, knownSets, setFacts, type KnownSet } from './known-sets.js';

const FOLDER = 'folder:';

/**
 * @param name one of the known sets, or `folder:PATH`
 * @param dir where `qualm lab data` put the known ones
 * @param side of the images of a folder
 * @throws InvalidInput that says how to get what is not there
 */
export async function openSet(name: string, dir: string, side: number): Promise<ImageSet> {
  if (name.startsWith(FOLDER)) return readImageFolder(name.slice(FOLDER.length), side);
  if (!isKnownSet(name)) throw new InvalidInput('--set', name, `is not one of ${knownSets.join(', ')} or folder:PATH`);
  return readKnownSet(name, join(dir, name));
}

async function readKnownSet(name: KnownSet, folder: string): Promise<ImageSet> {
  if (!existsSync(folder))
    throw new InvalidInput('--data', folder, `is not there: "qualm lab data ${name} --dir ..." brings it`);
  return {
    name,
    classes: setFacts[name].classes,
    train: await readImages(folder, 'train'),
    test: await readImages(folder, 'test'),
    trainingLabels: 'true',
  };
}

async function readImages(folder: string, part: 'train' | 'test'): Promise<Images> {
  const file = join(folder, `${part}-images.idx`);
  const images = readIdx(await readFile(file), file);
  const labelsFile = join(folder, `${part}-labels.idx`);
  const labels = readIdx(await readFile(labelsFile), labelsFile);
  if (labels.shape[0] !== images.shape[0])
    throw new InvalidInput(labelsFile, labels.shape[0], `is its number of labels; there are ${images.shape[0]} images`);
  return {
    count: images.shape[0]!,
    shape: idxImageShape(images, file),
    pixels: images.values,
    labels: Int32Array.from(labels.values),
  };
}
