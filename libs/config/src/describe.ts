import type { Field } from './field.js';
import { allFields, type Settings } from './schema.js';

/** The settings by variable, for a log at start: those that have a value, with secrets as `***`. */
export function describeSettings(settings: Settings): Record<string, string | number | boolean> {
  const shown: Record<string, string | number | boolean> = {};
  for (const [group, name, field] of allFields()) {
    const value = (settings[group] as Record<string, unknown>)[name];
    if (value !== undefined) shown[field.key] = show(field, value);
  }
  return shown;
}

function show(field: Field<unknown>, value: unknown): string | number | boolean {
  if (field.secret === 'whole') return '***';
  if (field.secret === 'userinfo') return redactUrl(String(value));
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

/** The URL without user, password, query and fragment. */
export function redactUrl(text: string): string {
  if (!URL.canParse(text)) return '***';
  const { protocol, host, pathname, username, password } = new URL(text);
  return `${protocol}//${username === '' && password === '' ? '' : '***@'}${host}${pathname}`;
}
