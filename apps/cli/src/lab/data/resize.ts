import { pixelsPer, type Images } from './image-set.js';
import type { ImageShape } from '#model';

/**
 * Each pixel of the result is the mean of the area that it covers in the source; colours become their mean where one
 * channel is wanted, and one channel is repeated where more are.
 *
 * @param pixels `[height, width, channels]` of `from` @returns the same of `to`; `pixels` themselves where nothing changes
 */
export function resizeImage(pixels: Uint8Array, from: ImageShape, to: ImageShape): Uint8Array {
  if (from.join() === to.join()) return pixels;
  const [height, width, channels] = to;
  const out = new Uint8Array(pixelsPer(to));
  const rows = spans(from[0], height);
  const columns = spans(from[1], width);
  const colour = new Float64Array(from[2]);
  for (let at = 0; at < height * width; at++) {
    colour.fill(0);
    addArea(colour, pixels, from[1], rows[Math.floor(at / width)]!, columns[at % width]!);
    for (let c = 0; c < channels; c++) out[at * channels + c] = Math.round(channelOf(colour, c, channels));
  }
  return out;
}

/** All images of a set in another shape. */
export function resizeImages(images: Images, shape: ImageShape): Images {
  if (images.shape.join() === shape.join()) return images;
  const [own, size] = [pixelsPer(images.shape), pixelsPer(shape)];
  const pixels = new Uint8Array(images.count * size);
  for (let n = 0; n < images.count; n++) {
    pixels.set(resizeImage(images.pixels.subarray(n * own, (n + 1) * own), images.shape, shape), n * size);
  }
  return { ...images, shape, pixels };
}

type Span = { at: number; weight: number }[];

/** Which source lines each line of the result covers, with weights that sum to 1. */
function spans(source: number, result: number): Span[] {
  const scale = source / result;
  return Array.from({ length: result }, (_, n) => {
    const [begin, end] = [n * scale, Math.min(source, (n + 1) * scale)];
    const span: Span = [];
    for (let at = Math.floor(begin); at < Math.min(source, Math.ceil(end - 1e-9)); at++) {
      span.push({ at, weight: (Math.min(end, at + 1) - Math.max(begin, at)) / (end - begin) });
    }
    return span;
  });
}

/** Adds the mean over rows x columns of a source `width` wide to each channel of `colour`. */
function addArea(colour: Float64Array, pixels: Uint8Array, width: number, rows: Span, columns: Span): void {
  const channels = colour.length;
  for (const row of rows) {
    for (const column of columns) {
      const weight = row.weight * column.weight;
      const from = (row.at * width + column.at) * channels;
      for (let c = 0; c < channels; c++) colour[c]! += weight * pixels[from + c]!;
    }
  }
}

function channelOf(colour: Float64Array, channel: number, channels: number): number {
  if (channels === colour.length) return colour[channel]!;
  return colour.reduce((a, b) => a + b, 0) / colour.length;
}
