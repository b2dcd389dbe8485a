/** Writes the tables of the settings between the markers of a document: `node write-docs.js README.md`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withSettings } from '../markdown.js';

const path = process.argv[2] ?? 'README.md';
const document = withSettings(readFileSync(path, 'utf8'));
if (document === undefined) {
  console.error(`${path} has no <!-- config:begin --> and <!-- config:end -->`);
  process.exitCode = 1;
} else {
  writeFileSync(path, document);
  console.log(`${path}: the settings are up to date`);
}
