import { readFileSync } from 'node:fs';
import { QualmClient } from './qualm-client.js';

/** The service at a URL that a person typed, opened with what the service's own variables hold: `QUALM_API_KEY` and so on. */
export function clientOf(url: string): QualmClient {
  if (!URL.canParse(url)) throw new Error(`${url} is not a URL, like http://127.0.0.1:8080`);
  return new QualmClient(url.replace(/\/+$/, ''), {
    apiKey: secretFrom('QUALM_API_KEY'),
    connectorSecret: secretFrom('QUALM_CONNECTOR_SECRET'),
  });
}

/** Of a variable, or of the file that `<variable>_FILE` names, without its last line end. */
function secretFrom(name: string): string | undefined {
  const file = process.env[`${name}_FILE`];
  if (process.env[name] || !file) return process.env[name] || undefined;
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new Error(`${name}_FILE: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`, {
      cause: error,
    });
  }
}
