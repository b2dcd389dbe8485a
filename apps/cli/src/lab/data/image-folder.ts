import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { InvalidInput } from '#labels';
import type { ImageShape } from '#model';
import { decodeJpeg, decodePng } from './decode-image.js';
import { pixelsPer, type Images, type ImageSet } from './image-set.js';
import { resizeImage } from './resize.js';

const decoders: Record<string, typeof decodePng> = { '.png': decodePng, '.jpg': decodeJpeg, '.jpeg': decodeJpeg };

/**
 * A folder with `train/CLASS/*.png|jpg` and `test/CLASS/...`: how WebVision, Clothing1M, Food-101N or SVHN are brought
 * here. All images lie in memory in one size; classes are the folders of `train`, by name.
 *
 * @param side height and width of each image
 * @throws InvalidInput naming the path
 */
export async function readImageFolder(path: string, side: number): Promise<ImageSet> {
  const [train, test] = [join(path, 'train'), join(path, 'test')];
  for (const folder of [train, test]) {
    if (!existsSync(folder)) throw new InvalidInput('--set', `folder:${path}`, `needs a folder ${folder}`);
  }
  const classes = (await readdir(train, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  if (classes.length < 2) throw new InvalidInput('--set', `folder:${path}`, `has fewer than two classes in ${train}`);
  const shape: ImageShape = [side, side, 3];
  return {
    name: `folder ${path}`,
    classes,
    train: await readImages(train, classes, shape),
    test: await readImages(test, classes, shape),
    trainingLabels: 'given',
  };
}

async function readImages(folder: string, classes: string[], shape: ImageShape): Promise<Images> {
  const files: { path: string; label: number }[] = [];
  for (const [label, name] of classes.entries()) {
    const own = existsSync(join(folder, name)) ? await readdir(join(folder, name)) : [];
    for (const file of own.sort()) {
      if (extname(file).toLowerCase() in decoders) files.push({ path: join(folder, name, file), label });
    }
  }
  if (files.length === 0) throw new InvalidInput('--set', folder, 'holds no PNG or JPEG images');
  const size = pixelsPer(shape);
  const pixels = new Uint8Array(files.length * size);
  for (const [n, { path }] of files.entries()) pixels.set(await readImage(path, shape), n * size);
  return { count: files.length, shape, pixels, labels: Int32Array.from(files, ({ label }) => label) };
}

async function readImage(path: string, shape: ImageShape): Promise<Uint8Array> {
  try {
    const { height, width, pixels } = await decoders[extname(path).toLowerCase()]!(await readFile(path));
    return resizeImage(pixels, [height, width, 3], shape);
  } catch (error) {
    throw new InvalidInput('--set', path, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
