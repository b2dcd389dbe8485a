import { accessSync, constants, readFileSync } from 'node:fs';
import { didYouMean } from '#labels';
import type { Field, FileField, Lookup } from './field.js';
import { brokenRules } from './rules.js';
import { allFields, type Settings } from './schema.js';

export type Environment = Record<string, string | undefined>;

/** What is wrong with the environment, all of it: a line each, never a secret's value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: string[]) {
    super(
      `${problems.length === 1 ? 'A setting' : `${problems.length} settings`} cannot be used:\n- ${problems.join('\n- ')}`,
    );
  }
}

/**
 * The settings that an environment spells, checked as a whole. An empty variable counts as absent; variables that are
 * not Qualm's are ignored. Reads the files that `*_FILE` variables name.
 * @throws SettingsError naming every variable that is unknown, unreadable or missing.
 */
export function loadSettings(env: Environment): Settings {
  const problems: string[] = [];
  const values = new Map<string, unknown>();
  const settings: Record<string, Record<string, unknown>> = {};
  const readings = allFields().map(([group, name, field]) => ({
    group,
    name,
    field,
    given: read(field, env, problems),
  }));
  for (const { field, given } of readings) values.set(field.key, given);
  for (const { group, name, field, given } of readings) {
    const value = given ?? defaultOf(field, (key) => values.get(key));
    values.set(field.key, value);
    settings[group] = { ...settings[group], [name]: value };
  }
  const loaded = settings as Settings;
  if (problems.length === 0) problems.push(...brokenRules(loaded, env));
  problems.unshift(...unknownVariables(env));
  if (problems.length > 0) throw new SettingsError(problems);
  return loaded;
}

function unknownVariables(env: Environment): string[] {
  const known = allFields().flatMap(([, , { key, secret }]) => (secret === undefined ? [key] : [key, `${key}_FILE`]));
  return Object.keys(env)
    .filter((key) => key.startsWith('QUALM_') && !known.includes(key) && isGiven(env[key]))
    .map((key) => `${key}: there is no such setting${didYouMean(key, known)}`);
}

/** The parsed value; undefined when the variable is absent, or cannot be used and a problem was noted. */
function read(field: Field<unknown>, env: Environment, problems: string[]): unknown {
  const source = textOf(field, env, problems);
  if (source === undefined) return undefined;
  try {
    const value = field.parse(source.text);
    if (isFile(field)) accessSync(source.text, constants.R_OK);
    return value;
  } catch (error) {
    const hidden = field.secret !== undefined || source.text.includes('@');
    const shown = hidden ? '' : ` ${JSON.stringify(source.text.slice(0, 80))}`;
    problems.push(`${source.from}:${shown} ${saysOf(error)} (example: ${field.example})`);
    return undefined;
  }
}

function textOf(
  field: Field<unknown>,
  env: Environment,
  problems: string[],
): { text: string; from: string } | undefined {
  const { key } = field;
  const direct = env[key];
  const fileKey = `${key}_FILE`;
  const path = field.secret === undefined ? undefined : env[fileKey];
  if (!isGiven(path)) {
    if (!isGiven(direct)) return undefined;
    return { text: field.secret === 'whole' ? direct : direct.trim(), from: key };
  }
  if (isGiven(direct)) {
    problems.push(`${key}: given twice, also by ${fileKey}`);
    return undefined;
  }
  try {
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    if (text !== '') return { text, from: fileKey };
    problems.push(`${fileKey}: ${JSON.stringify(path)} is empty`);
  } catch (error) {
    problems.push(`${fileKey}: ${JSON.stringify(path)} ${saysOf(error)}`);
  }
  return undefined;
}

function defaultOf(field: Field<unknown>, get: Lookup): unknown {
  return typeof field.default === 'function' ? (field.default as (get: Lookup) => unknown)(get) : field.default;
}

function isFile(field: Field<unknown>): field is FileField {
  return 'file' in field;
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

/** A message of the file system names the path a second time: its code is enough. */
function saysOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? message : `cannot be read (${code})`;
}
