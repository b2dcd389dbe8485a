import { ask } from '../api/client.js';
import { problemFrom } from '../api/problem-error.js';

interface SaveWindow {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<{ createWritable(): Promise<WritableStream> }>;
}

/**
 * Saves what the service answers, asked with the key, which a link cannot carry. Straight into a file where the browser can,
 * so that an answer of any size fits; else through its memory.
 * @throws ProblemError
 */
export async function saveFile(path: string, name: string): Promise<void> {
  const { showSaveFilePicker } = window as SaveWindow;
  const file = await showSaveFilePicker?.call(window, { suggestedName: name });
  const response = await ask(path);
  if (!response.ok) throw problemFrom(await response.json().catch(() => undefined), response);
  if (file) return response.body!.pipeTo(await file.createWritable());
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
