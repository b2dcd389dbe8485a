/** The first `limit` names are kept apart; all later ones share one, so that a metric's series stay bounded. */
export class BoundedNames {
  private readonly known = new Set<string>();

  constructor(private readonly limit: number) {}

  nameOf(name: string): string {
    if (this.known.has(name)) return name;
    if (this.known.size >= this.limit) return '(other)';
    this.known.add(name);
    return name;
  }
}
