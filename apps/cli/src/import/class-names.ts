import { cut, maxClasses } from '#labels';

/** Collects the labels of a file, to make the classes of a project of them. */
export class ClassNames {
  private readonly names = new Set<string>();

  /** @throws Error when there are more than a project may have */
  add(label: number | string): void {
    this.names.add(String(label));
    if (this.names.size <= maxClasses) return;
    const some = cut([...this.names].slice(0, 5).join(', '));
    throw new Error(`the labels are of more than ${maxClasses} classes (${some}, ...): is it the right column?`);
  }

  /**
   * Whole numbers from 0 on are indices, and give a number of classes; anything else is names, in the order of people.
   * @throws Error when there are less than two
   */
  get classes(): number | string[] {
    const names = [...this.names];
    const numbers = names.map((name) => (/^(0|[1-9]\d{0,4})$/.test(name) ? Number(name) : Number.NaN));
    const count = Math.max(...numbers) + 1;
    if (numbers.includes(0) && count >= 2 && count <= maxClasses) return count;
    if (names.length >= 2) return names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : 1));
    throw new Error(
      `a project needs two classes, and the file has ${names.length === 0 ? 'none' : `"${names[0]}" only`}`,
    );
  }
}
