import type { MemberWeights } from '#model';

/**
 * What a body of convolutions makes of images, in plain double precision: per layer a 3 x 3 convolution with zeros around
 * the image, relu, the largest of each 2 x 2 places (fewer at an odd end); then standardised and cut to ±8.
 */
export function referenceBody(
  [height, width, channels]: [number, number, number],
  body: NonNullable<MemberWeights['body']>,
  x: Float32Array,
): Float32Array {
  const pixels = height * width * channels;
  const rows = Array.from({ length: x.length / pixels }, (_, n) => {
    let image: Image = { height, width, channels, at: Float64Array.from(x.subarray(n * pixels, (n + 1) * pixels)) };
    body.kernels.forEach((kernel, layer) => (image = halve(convolve(image, kernel, body.biases[layer]!))));
    return [...image.at].map((value, d) => Math.min(8, Math.max(-8, (value - body.mean[d]!) / body.deviation[d]!)));
  });
  return Float32Array.from(rows.flat());
}

interface Image {
  height: number;
  width: number;
  channels: number;
  at: Float64Array;
}

function fill(height: number, width: number, channels: number, of: (y: number, x: number, c: number) => number): Image {
  const at = Float64Array.from({ length: height * width * channels }, (_, n) =>
    of(Math.floor(n / (width * channels)), Math.floor(n / channels) % width, n % channels),
  );
  return { height, width, channels, at };
}

function value(image: Image, y: number, x: number, c: number, outside: number): number {
  if (y < 0 || x < 0 || y >= image.height || x >= image.width) return outside;
  return image.at[(y * image.width + x) * image.channels + c]!;
}

const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => ({ dy, dx })));

function convolve(image: Image, kernel: Float32Array, bias: Float32Array): Image {
  const { height, width, channels } = image;
  const out = bias.length;
  return fill(height, width, out, (y, x, o) => {
    let sum = bias[o]!;
    around.forEach(({ dy, dx }, place) => {
      for (let c = 0; c < channels; c++)
        sum += value(image, y + dy, x + dx, c, 0) * kernel[(place * channels + c) * out + o]!;
    });
    return Math.max(0, sum);
  });
}

function halve(image: Image): Image {
  const { height, width, channels } = image;
  const places = [[0, 0], [0, 1], [1, 0], [1, 1]] as const; // prettier-ignore
  return fill(Math.ceil(height / 2), Math.ceil(width / 2), channels, (y, x, c) =>
    Math.max(...places.map(([dy, dx]) => value(image, 2 * y + dy, 2 * x + dx, c, -Infinity))),
  );
}
