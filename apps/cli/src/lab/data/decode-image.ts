/** `[height, width, 3]` row-major, 0 to 255. */
export interface DecodedImage {
  height: number;
  width: number;
  pixels: Uint8Array;
}

export async function decodePng(bytes: Buffer): Promise<DecodedImage> {
  const { PNG } = await decoder(() => import('pngjs'), 'pngjs');
  const { width, height, data } = PNG.sync.read(bytes);
  return { height, width, pixels: withoutAlpha(data) };
}

export async function decodeJpeg(bytes: Buffer): Promise<DecodedImage> {
  const { default: jpeg } = await decoder(() => import('jpeg-js'), 'jpeg-js');
  const { width, height, data } = jpeg.decode(bytes, { useTArray: true, maxMemoryUsageInMB: 2048 });
  return { height, width, pixels: withoutAlpha(data) };
}

/** Decoders are development dependencies: the service does not need them. */
async function decoder<T>(load: () => Promise<T>, name: string): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new Error(`${name} is not installed; "npm install --include=dev" brings it`, { cause: error });
  }
}

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    rgb[to++] = rgba[from]!;
    rgb[to++] = rgba[from + 1]!;
    rgb[to++] = rgba[from + 2]!;
  }
  return rgb;
}
