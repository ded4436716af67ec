/**
 * Why: a display runs for days. Elements that come and go with the runners leak and make the browser
 * collect rubbish in mid-sprint; so there is a fixed number of them, made at start and lent out.
 */
export class Pool<T> {
  private readonly free: T[];
  private readonly lent = new Map<string, T>();

  constructor(all: readonly T[]) {
    // Given back last, lent last: a card that still fades out is not taken while another is free.
    this.free = [...all];
  }

  get(key: string): T | undefined {
    return this.lent.get(key);
  }

  /** Undefined when everything is lent: the caller shows nothing rather than making more. */
  take(key: string): T | undefined {
    const item = this.free.shift();
    if (item !== undefined) this.lent.set(key, item);
    return item;
  }

  /** Takes back whatever is lent to a key that is not wanted any more. */
  giveBack(wanted: ReadonlySet<string>): readonly T[] {
    const back: T[] = [];
    for (const [key, item] of this.lent) {
      if (wanted.has(key)) continue;
      this.lent.delete(key);
      this.free.push(item);
      back.push(item);
    }
    return back;
  }
}
