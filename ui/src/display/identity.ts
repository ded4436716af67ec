/**
 * Why: a screen has a name, and whoever named it expects it to be the same one after a reload, a power cut
 * or another link. What makes it the same is a key: this window's own, else one that this browser has kept
 * and that no other window of it uses, else a new one that the hub gives.
 *
 * Storage may be forbidden or full; then the window is a new screen each time, and that is all.
 */
import { attempt, type Shelf } from './cache';
import type { Claims } from './claims';
import { BROWSER, WINDOW, likelyKey } from './keys';

const MOST = 20;

interface Kept {
  readonly key: string;
  /** The link on which it was used last: another partner's link knows it not. */
  readonly link: string;
}

export class Identity {
  constructor(
    private readonly window: Shelf | null,
    private readonly browser: Shelf | null,
    private readonly claims: Claims,
    private readonly link: string,
  ) {}

  /** What this window was before it was loaded anew; believed at once, and looked at by `find`. */
  get likely(): string | null {
    return likelyKey(this.window);
  }

  /** Whether this browser has been a screen before. */
  get kept(): boolean {
    return this.all().length > 0;
  }

  /** The key that is this window's; null: it was never here. */
  async find(): Promise<string | null> {
    const own = this.likely;
    for (const key of new Set([...(own === null ? [] : [own]), ...this.keptKeys()])) {
      if (await this.claims.claim(key)) return key;
    }
    return null;
  }

  /** The hub has said who this window is. `before`: the key that was asked with, which this link knows not. */
  keep(key: string, before: string | null): void {
    const others = this.all().filter((each) => each.key !== key && (each.key !== before || each.link !== this.link));
    this.put([{ key, link: this.link }, ...others]);
    attempt(() => this.window?.setItem(WINDOW, key), undefined);
    void this.claims.claim(key);
  }

  /** It is somebody else's now, or nobody's. */
  forget(key: string): void {
    this.put(this.all().filter((each) => each.key !== key));
    attempt(() => this.window?.removeItem(WINDOW), undefined);
  }

  private keptKeys(): readonly string[] {
    const here = (each: Kept): number => (each.link === this.link ? 0 : 1);
    return [...this.all()].sort((a, b) => here(a) - here(b)).map(({ key }) => key);
  }

  private all(): readonly Kept[] {
    const value = attempt<unknown>(() => JSON.parse(this.browser?.getItem(BROWSER) ?? '[]'), []);
    return Array.isArray(value) ? (value as readonly Kept[]).filter((each) => typeof each?.key === 'string') : [];
  }

  private put(all: readonly Kept[]): void {
    attempt(() => this.browser?.setItem(BROWSER, JSON.stringify(all.slice(0, MOST))), undefined);
  }
}
