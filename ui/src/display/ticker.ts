/**
 * Why: in a crowd some cannot have a card in time. Their names still belong on the wall: the ticker
 * shows them at the foot, a few at a time, each page long enough to be read, and forgets nobody.
 * Pure; the time is handed in.
 */

export const PAGE_MS = 3500;
const LIMIT = 400;

export class Ticker {
  private readonly waiting: string[] = [];
  private page: { readonly names: readonly string[]; readonly since: number } | null = null;

  constructor(private readonly perPage: number) {}

  add(names: readonly string[]): void {
    this.waiting.push(...names);
    this.waiting.splice(0, Math.max(0, this.waiting.length - LIMIT));
  }

  clear(): void {
    this.waiting.length = 0;
    this.page = null;
  }

  /** The names on the ticker now; empty when there is nothing more to say. */
  names(now: number): readonly string[] {
    if (this.page === null || now - this.page.since >= PAGE_MS) {
      const names = this.waiting.splice(0, this.perPage);
      this.page = names.length > 0 ? { names, since: now } : null;
    }
    return this.page?.names ?? [];
  }
}
