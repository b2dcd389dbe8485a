import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { ImageShape } from '#model';
import { decodeJpeg, decodePng } from './decode-image.js';
import { pixelsPer } from './image-set.js';
import { resizeImage } from './resize.js';

const decoders: Record<string, typeof decodePng> = { '.png': decodePng, '.jpg': decodeJpeg, '.jpeg': decodeJpeg };

export function isImageFile(path: string): boolean {
  return extname(path).toLowerCase() in decoders;
}

export interface DecodedFiles {
  /** `[files, height, width, channels]`, 0 where a file cannot be read */
  pixels: Uint8Array;
  unreadable: { path: string; why: string }[];
}

/** Reads image files into one shape. Runs in a thread where there are many. */
export async function decodeFiles({ paths, shape }: { paths: string[]; shape: ImageShape }): Promise<DecodedFiles> {
  const pixels = new Uint8Array(paths.length * pixelsPer(shape));
  const unreadable: DecodedFiles['unreadable'] = [];
  for (const [n, path] of paths.entries()) {
    try {
      const image = await decoders[extname(path).toLowerCase()]!(await readFile(path));
      pixels.set(resizeImage(image.pixels, [image.height, image.width, 3], shape), n * pixelsPer(shape));
    } catch (error) {
      unreadable.push({ path, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return { pixels, unreadable };
}
