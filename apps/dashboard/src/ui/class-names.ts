/** A class as the API writes it: its index or its name, as the project's `labelsAs` says. */
export type Label = number | string;

export function indexOfLabel(label: Label, classes: readonly string[]): number {
  return typeof label === 'number' ? label : classes.indexOf(label);
}

export function nameOfLabel(label: Label, classes: readonly string[]): string {
  return typeof label === 'number' ? (classes[label] ?? String(label)) : label;
}
