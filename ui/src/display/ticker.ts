/**
 * Why: in a crowd some cannot have a card in time. Their names still belong on the wall: the ticker
 * shows them at the foot, a few at a time, each page long enough to be read, and forgets nobody.
 * Pure; the time is handed in.
 */

export const PAGE_MS = 3500;
const LIMIT = 400;

export interface Named {
  readonly key: string;
  readonly name: string;
}

export class Ticker {
  private waiting: readonly Named[] = [];
  private page: { readonly names: readonly Named[]; readonly since: number } | null = null;

  constructor(private readonly perPage: number) {}

  add(names: readonly Named[]): void {
    this.waiting = [...this.waiting, ...names].slice(-LIMIT);
  }

  /** Only who may still be shown; the others vanish at once. */
  keep(may: (key: string) => boolean): void {
    this.waiting = this.waiting.filter(({ key }) => may(key));
    if (this.page !== null) this.page = { ...this.page, names: this.page.names.filter(({ key }) => may(key)) };
  }

  /** The names on the ticker now; empty when there is nothing more to say. */
  names(now: number): readonly string[] {
    if (this.page === null || now - this.page.since >= PAGE_MS) {
      const names = this.waiting.slice(0, this.perPage);
      this.waiting = this.waiting.slice(this.perPage);
      this.page = names.length > 0 ? { names, since: now } : null;
    }
    return this.page?.names.map(({ name }) => name) ?? [];
  }
}
