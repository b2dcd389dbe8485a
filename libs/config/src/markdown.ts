import type { Field } from './field.js';
import { groupTitles, settingsSchema } from './schema.js';

const begin = '<!-- config:begin -->';
const end = '<!-- config:end -->';

/** A table of the settings for each group. */
export function settingsMarkdown(): string {
  const groups = Object.entries(settingsSchema) as [keyof typeof groupTitles, Record<string, Field<unknown>>][];
  const tables = groups.map(([group, fields]) => {
    const head = `**${groupTitles[group]}**\n\n| variable | default | what it is |\n| --- | --- | --- |`;
    return [head, ...Object.values(fields).map(row)].join('\n');
  });
  const secrets = 'A variable marked * may be given as a file instead: `<variable>_FILE` holds its path.';
  return [...tables, secrets].join('\n\n');
}

/** `document` with the tables between its markers; undefined when it has no markers. */
export function withSettings(document: string): string | undefined {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) return undefined;
  return `${document.slice(0, from + begin.length)}\n\n${settingsMarkdown()}\n\n${document.slice(to)}`;
}

function row(field: Field<unknown>): string {
  const { key, description, secret, unit } = field;
  const details = [unit ?? field.type, `e.g. \`${field.example}\``].join(', ');
  return `| \`${key}\`${secret === undefined ? '' : ' *'} | ${defaultOf(field)} | ${description} (${details}) |`;
}

function defaultOf({ default: value, defaultText }: Field<unknown>): string {
  if (defaultText !== undefined) return defaultText;
  return value === undefined ? '' : `\`${String(value)}\``;
}
