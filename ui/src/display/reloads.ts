/**
 * Why: a screen reloads when its count of reloads rises. A page that has just been loaded has done so, and
 * what it has obeyed is remembered beyond the reload, so that no order is obeyed twice and none for ever.
 */
import { attempt, type Shelf } from './cache';

const PREFIX = 'project88.reloads.';

export class Reloads {
  private readonly known = new Map<string, number>();

  constructor(private readonly shelf: Shelf | null) {}

  /** Whether this count asks for a reload now; each count does so at most once. */
  asks(screen: string, count: number): boolean {
    const before = this.known.get(screen);
    const obeyed = Number(attempt(() => this.shelf?.getItem(PREFIX + screen) ?? '0', '0'));
    this.known.set(screen, count);
    if (before === undefined || count <= before || count <= obeyed) return false;
    attempt(() => this.shelf?.setItem(PREFIX + screen, String(count)), undefined);
    return true;
  }
}
