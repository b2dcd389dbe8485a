import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { InvalidInput } from '#labels';
import type { ImageShape } from '#model';
import { LabProgress } from '../run/lab-progress.js';
import { decodeFiles, type DecodedFiles } from './decode-files.js';
import { pixelsPer, takeImages, type Images } from './image-set.js';

export interface LabeledFile {
  path: string;
  label: number;
}

/** Files per task. */
const TASK = 100;
/** From so many on threads are worth their start. */
const THREADS_FROM = 1_000;
/** A set from the web has some broken files; more than this share of them is a mistake. */
const MOST_UNREADABLE = 0.01;

/** Reads and resizes all files, in threads where there are many. @throws InvalidInput when many cannot be read */
export async function readImages(files: LabeledFile[], shape: ImageShape, signal?: AbortSignal): Promise<Images> {
  const size = pixelsPer(shape);
  const pixels = new Uint8Array(files.length * size);
  const unreadable: DecodedFiles['unreadable'] = [];
  const progress = new LabProgress(files.length, 'images');
  progress.begin('read');
  const decoder = openDecoder(files.length);
  const starts = Array.from({ length: Math.ceil(files.length / TASK) }, (_, n) => n * TASK).values();
  const readOn = async () => {
    for (const from of starts) {
      signal?.throwIfAborted();
      const paths = files.slice(from, from + TASK).map(({ path }) => path);
      const decoded = await decoder.decode({ paths, shape });
      pixels.set(decoded.pixels, from * size);
      unreadable.push(...decoded.unreadable);
      progress.end(paths.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: 2 * decoder.threads }, readOn));
  } finally {
    progress.stop();
    await decoder.close();
  }
  const images = { count: files.length, shape, pixels, labels: Int32Array.from(files, ({ label }) => label) };
  return unreadable.length > 0 ? without(images, files, unreadable) : images;
}

interface Decoder {
  threads: number;
  decode: typeof decodeFiles;
  close(): Promise<void>;
}

function openDecoder(fileCount: number): Decoder {
  if (fileCount < THREADS_FROM) return { threads: 1, decode: decodeFiles, close: async () => {} };
  const threads = availableParallelism();
  const filename = fileURLToPath(new URL('./decode-files.js', import.meta.url));
  const pool = new Piscina({ filename, name: 'decodeFiles', maxThreads: threads });
  return { threads, decode: (task) => pool.run(task) as Promise<DecodedFiles>, close: () => pool.destroy() };
}

function without(images: Images, files: LabeledFile[], unreadable: DecodedFiles['unreadable']): Images {
  const [first] = unreadable;
  const what = `cannot be read: ${first!.why}`;
  const others = unreadable.length > 1 ? ` (and ${unreadable.length - 1} others cannot)` : '';
  if (unreadable.length > MOST_UNREADABLE * files.length) throw new InvalidInput('--set', first!.path, what + others);
  process.stderr.write(`left out: ${first!.path} ${what}${others}\n`);
  const paths = new Set(unreadable.map(({ path }) => path));
  return takeImages(images, [...files.keys()].filter((n) => !paths.has(files[n]!.path))); // prettier-ignore
}
