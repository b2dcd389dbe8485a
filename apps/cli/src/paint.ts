const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export type Paint = Record<keyof typeof codes, (text: string) => string>;

/** Colours for a terminal; plain text elsewhere and where NO_COLOR is set (no-color.org). */
export function paintFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
  const on = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const entries = Object.entries(codes).map(([name, [begin, end]]) => {
    return [name, (text: string) => (on ? `\u001b[${begin}m${text}\u001b[${end}m` : text)];
  });
  return Object.fromEntries(entries) as Paint;
}
