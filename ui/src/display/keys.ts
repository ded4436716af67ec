/** Why: whether this window was a screen before decides for whom the stream is opened; who it is then is told later. */
import { attempt, type Shelf } from './cache';

export const WINDOW = 'project88.window-screen';
export const BROWSER = 'project88.browser-screens';

/** What this window was before it was loaded anew; believed at once. */
export function likelyKey(window: Shelf | null): string | null {
  return attempt(() => window?.getItem(WINDOW) ?? null, null);
}

/** Whether this browser has been a screen before. */
export function hasKeys(browser: Shelf | null): boolean {
  return attempt(() => (browser?.getItem(BROWSER) ?? '[]').length > 2, false);
}

const SALT = 'project88.salt';

/** A dice of this window's own, the same after a reload. */
export function saltOf(shelf: Shelf | null): string {
  const salt = attempt(() => shelf?.getItem(SALT) ?? null, null) ?? String(Math.random());
  attempt(() => shelf?.setItem(SALT, salt), undefined);
  return salt;
}
