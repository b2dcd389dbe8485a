import { useEffect, useRef } from 'react';
import './ui.css';

/** What the annotator saw, as the API tells it. */
export type Display =
  | { kind: 'image'; shape: number[]; data: string }
  | { kind: 'url'; url: string }
  | { kind: 'text'; text: string }
  | null;

interface ExampleDisplayProps {
  display: Display | undefined;
  /** Its id: what it is called for who cannot see it. */
  name: string;
  /** Side of the square that an image fills, in pixels. */
  size: number;
}

export function ExampleDisplay({ display, name, size }: ExampleDisplayProps) {
  if (!display) {
    return (
      <div className="state display" style={{ width: size, minHeight: size / 2 }}>
        <span className="mono">{name}</span>
        <span className="small">nothing to show</span>
      </div>
    );
  }
  switch (display.kind) {
    case 'image':
      return <Pixels shape={display.shape} data={display.data} name={name} size={size} />;
    case 'url':
      return (
        <img className="display" src={display.url} alt={name} width={size} height={size} referrerPolicy="no-referrer" />
      );
    case 'text':
      return (
        <div className="display-text" style={{ maxHeight: 1.5 * size }} tabIndex={0} role="region" aria-label={name}>
          {display.text}
        </div>
      );
    default:
      return display satisfies never;
  }
}

interface PixelsProps {
  /** `[height, width, channels]`, 1, 3 or 4 channels */
  shape: number[];
  /** base64 of the bytes, row-major */
  data: string;
  name: string;
  size: number;
}

function Pixels({ shape, data, name, size }: PixelsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height = 1, width = 1, channels = 1] = shape;
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    context.putImageData(new ImageData(rgbaOf(data, width * height, channels), width, height), 0, 0);
  }, [data, width, height, channels]);
  const scale = size / Math.max(width, height);
  return (
    <canvas
      ref={canvas}
      className="display"
      role="img"
      aria-label={name}
      width={width}
      height={height}
      style={{ width: width * scale, height: height * scale }}
    />
  );
}

function rgbaOf(data: string, pixels: number, channels: number): Uint8ClampedArray<ArrayBuffer> {
  const bytes = atob(data);
  const rgba = new Uint8ClampedArray(4 * pixels);
  for (let n = 0; n < pixels; n++) {
    for (let c = 0; c < 3; c++) rgba[4 * n + c] = bytes.charCodeAt(n * channels + (channels === 1 ? 0 : c));
    rgba[4 * n + 3] = channels === 4 ? bytes.charCodeAt(n * channels + 3) : 255;
  }
  return rgba;
}
