/** Ids by a number, the smallest first (ties: by id). An id can be moved and removed at any time, in O(log n). */
export class ReviewHeap {
  private readonly ids: string[] = [];
  private readonly keys = new Map<string, number>();
  private readonly places = new Map<string, number>();

  get size(): number {
    return this.ids.length;
  }

  /** The id with the smallest key. */
  get first(): { id: string; key: number } | undefined {
    const id = this.ids[0];
    return id === undefined ? undefined : { id, key: this.keys.get(id)! };
  }

  set(id: string, key: number): void {
    const place = this.places.get(id) ?? this.ids.length;
    this.keys.set(id, key);
    this.put(id, place);
    this.settle(place);
  }

  delete(id: string): void {
    const place = this.places.get(id);
    if (place === undefined) return;
    const last = this.ids.pop()!;
    this.places.delete(id);
    this.keys.delete(id);
    if (last === id) return;
    this.put(last, place);
    this.settle(place);
  }

  private settle(place: number): void {
    const id = this.ids[place]!;
    let at = place;
    for (let up = (at - 1) >> 1; at > 0 && this.isBefore(id, this.ids[up]!); up = (at - 1) >> 1) {
      this.put(this.ids[up]!, at);
      at = up;
    }
    for (let down = this.smallerChild(at); down !== undefined; down = this.smallerChild(at)) {
      if (!this.isBefore(this.ids[down]!, id)) break;
      this.put(this.ids[down]!, at);
      at = down;
    }
    this.put(id, at);
  }

  private smallerChild(place: number): number | undefined {
    const left = 2 * place + 1;
    if (left >= this.ids.length) return undefined;
    const right = left + 1;
    return right < this.ids.length && this.isBefore(this.ids[right]!, this.ids[left]!) ? right : left;
  }

  private put(id: string, place: number): void {
    this.ids[place] = id;
    this.places.set(id, place);
  }

  private isBefore(a: string, b: string): boolean {
    const [keyA, keyB] = [this.keys.get(a)!, this.keys.get(b)!];
    return keyA < keyB || (keyA === keyB && a < b);
  }
}
