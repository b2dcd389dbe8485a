/** Parsed value of a setting that stands before in the schema. */
export type Lookup = (key: string) => unknown;

/** One setting: an environment variable, what it means, and how its text is read. */
export interface Field<T> {
  /** Name of the environment variable. */
  readonly key: string;
  /** What its text must be, for people. */
  readonly type: string;
  readonly unit?: string;
  /** Value when the variable is absent or empty; absent: there is none. */
  readonly default?: T | ((get: Lookup) => T);
  /** What the documentation says of a default that depends on others. */
  readonly defaultText?: string;
  readonly description: string;
  readonly example: string;
  /**
   * Never shown: the whole of it, or the user and password of a URL. Its value may come from a file that the variable
   * `<key>_FILE` names.
   */
  readonly secret?: 'whole' | 'userinfo';
  /** @throws Error whose message says what the text is not, without the text: `is not a whole number` */
  parse(text: string): T;
}

/** What a schema says of one setting. Without a default its value may be undefined. */
export interface FieldSpec<D> {
  description: string;
  example: string;
  unit?: string;
  default?: D | ((get: Lookup) => D);
  defaultText?: string;
}

const trueWords = ['true', '1', 'yes', 'on'];
const falseWords = ['false', '0', 'no', 'off'];

export function text<D extends string | undefined = undefined>(
  key: string,
  spec: FieldSpec<D> & { pattern?: RegExp; says?: string },
): Field<string | D> {
  const { pattern, says, ...rest } = spec;
  const parse = (given: string) => must(given, pattern?.test(given) ?? true, says ?? 'is not of the right form');
  return { key, type: 'text', ...rest, parse };
}

export function integer<D extends number | undefined = undefined>(
  key: string,
  range: { min: number; max: number },
  spec: FieldSpec<D>,
): Field<number | D> {
  const { min, max } = range;
  const parse = (given: string) => {
    const value = /^-?\d{1,16}$/.test(given) ? Number(given) : Number.NaN;
    return must(value, value >= min && value <= max, `is not a whole number from ${min} to ${max}`);
  };
  return { key, type: `${min} to ${max}`, ...spec, parse };
}

export function flag<D extends boolean | undefined = undefined>(key: string, spec: FieldSpec<D>): Field<boolean | D> {
  return { key, type: 'true or false', ...spec, parse: parseFlag };
}

export function choice<C extends string, D extends C | undefined = undefined>(
  key: string,
  choices: readonly C[],
  spec: FieldSpec<D>,
): Field<C | D> {
  const parse = (given: string) => {
    const known = choices.find((word) => word === given.toLowerCase());
    if (known === undefined) throw new Error(`is not one of ${choices.join(', ')}`);
    return known;
  };
  return { key, type: choices.join(', '), ...spec, parse };
}

/** `host:port`, separated by commas. */
export function hosts(key: string, spec: FieldSpec<undefined>): Field<string[] | undefined> {
  return { key, type: 'host:port, by commas', ...spec, parse: parseHosts };
}

/** Host names and networks (`address/prefix`), separated by commas. */
export function targets(key: string, spec: FieldSpec<undefined>): Field<string[] | undefined> {
  return { key, type: 'hosts and networks, by commas', ...spec, parse: parseTargets };
}

/** Path of a file; that it can be read is checked when the settings are loaded. */
export interface FileField extends Field<string | undefined> {
  readonly file: true;
}

export function file(key: string, spec: FieldSpec<undefined>): FileField {
  return { key, type: 'path', ...spec, file: true, parse: (given) => given };
}

/** Text that is never shown; without control characters. */
export function secret(
  key: string,
  spec: FieldSpec<undefined> & { pattern?: RegExp; says?: string },
): Field<string | undefined> {
  const printable = { pattern: /^\P{Cc}*$/u, says: 'has a line break or another control character' };
  return { ...text(key, { ...printable, ...spec }), secret: 'whole' };
}

/** A URL of one of these protocols; user and password in it are never shown. */
export function url(key: string, protocols: string[], spec: FieldSpec<undefined>): Field<string | undefined> {
  const parse = (given: string) => {
    const good = URL.canParse(given) && protocols.includes(new URL(given).protocol) && new URL(given).hostname !== '';
    return must(given, good, `is not a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`);
  };
  return { key, type: 'URL', ...spec, secret: 'userinfo', parse };
}

function parseFlag(given: string): boolean {
  const word = given.toLowerCase();
  return must(trueWords.includes(word), [...trueWords, ...falseWords].includes(word), 'is not true or false');
}

function parseHosts(given: string): string[] {
  const list = given.split(',').map((host) => host.trim());
  return must(list, list.every(isHostAndPort), 'is not a list host:port,host:port');
}

function parseTargets(given: string): string[] {
  const list = given.split(',').map((target) => target.trim());
  const good = list.every((target) =>
    /^(?:[A-Za-z0-9.-]+|[0-9A-Fa-f:.]+(?:\/\d{1,3})?|\[[0-9A-Fa-f:.]+\])$/.test(target),
  );
  return must(list, good, 'is not a list of hosts and networks: hooks.internal,10.1.0.0/16');
}

function isHostAndPort(host: string): boolean {
  const port = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})$/.exec(host)?.[1];
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535;
}

function must<T>(value: T, good: boolean, says: string): T {
  if (good) return value;
  throw new Error(says);
}
