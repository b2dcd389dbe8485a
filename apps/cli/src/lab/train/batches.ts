import type { ImageShape, Random } from '#model';
import { pixelsPer, type Images } from '../data/image-set.js';

/** What the network sees of pixels: `(value - mean) / deviation`, per channel. */
export interface PixelScale {
  mean: number[];
  deviation: number[];
}

/** `none`; `shift`: moved by up to an eighth, zeros come in; `shift-flip`: and mirrored half of the time (CIFAR's usual). */
export type Augmentation = 'none' | 'shift' | 'shift-flip';

const MEASURED_IMAGES = 5_000;

/** Over (at most the first five thousand) images. */
export function pixelScale({ pixels, shape, count }: Images): PixelScale {
  const channels = shape[2];
  const values = pixels.subarray(0, Math.min(count, MEASURED_IMAGES) * pixelsPer(shape));
  const [sums, squares] = [new Float64Array(channels), new Float64Array(channels)];
  values.forEach((value, at) => {
    sums[at % channels]! += value;
    squares[at % channels]! += value * value;
  });
  const rows = values.length / channels;
  const mean = Array.from(sums, (sum) => sum / rows);
  const deviation = Array.from(squares, (square, c) => Math.sqrt(Math.max(square / rows - mean[c]! ** 2, 0)) || 1);
  return { mean, deviation };
}

/** `[B, D]` of some rows, standardised. */
export function gatherPixels(images: Images, rows: ArrayLike<number>, scale: PixelScale): Float32Array {
  const size = pixelsPer(images.shape);
  const channels = images.shape[2];
  const table = lookUp(scale);
  const out = new Float32Array(rows.length * size);
  for (let n = 0; n < rows.length; n++) {
    const from = rows[n]! * size;
    for (let d = 0; d < size; d++) out[n * size + d] = table[(d % channels) * 256 + images.pixels[from + d]!]!;
  }
  return out;
}

/** `[channels, 256]`: each byte's standardised value. */
function lookUp({ mean, deviation }: PixelScale): Float32Array {
  return Float32Array.from({ length: mean.length * 256 }, (_, at) => {
    const channel = Math.floor(at / 256);
    return ((at % 256) - mean[channel]!) / deviation[channel]!;
  });
}

/** New values; those that are moved in from outside are 0, the mean colour. @param x `[B, D]` */
export function augment(x: Float32Array, shape: ImageShape, kind: Augmentation, random: Random): Float32Array {
  if (kind === 'none') return x;
  const [height, width, channels] = shape;
  const size = pixelsPer(shape);
  const out = new Float32Array(x.length);
  const reach = [Math.round(height / 8), Math.round(width / 8)];
  for (let from = 0; from < x.length; from += size) {
    const [down, right] = reach.map((most) => random.below(2 * most + 1) - most) as [number, number];
    const isMirrored = kind === 'shift-flip' && random.next() < 0.5;
    for (let at = 0; at < height * width; at++) {
      const row = Math.floor(at / width) + down;
      const column = (isMirrored ? width - 1 - (at % width) : at % width) + right;
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      const source = from + (row * width + column) * channels;
      for (let c = 0; c < channels; c++) out[from + at * channels + c] = x[source + c]!;
    }
  }
  return out;
}
