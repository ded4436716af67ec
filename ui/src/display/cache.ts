/**
 * Why: after a power cut without network the wall shall show the last picture, not a blank. What it
 * had to show lies in localStorage: small, there without HTTPS, and readable before the first frame.
 * Everything here may fail (private mode, full disk) and then simply means "no cache".
 */
import type { Assignment } from '../api/assignment';
import type { Passing } from '../api/messages';

const PREFIX = 'project88.display.';
const FORMAT = 4;
const KEEP_MS = 2 * 24 * 3600 * 1000;

export interface LastPicture {
  readonly format: typeof FORMAT;
  readonly savedAt: number;
  readonly assignment: Assignment;
  readonly passings: readonly Passing[];
}

/** The part of Storage that we use. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Storage may fail in every way; then the answer is the other one. */
export function attempt<T>(action: () => T, otherwise: T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return otherwise;
    throw error;
  }
}

/** Reading `window.localStorage` itself throws where storage is forbidden. */
export function shelfOf(read: () => Storage): Shelf | null {
  return attempt<Shelf | null>(read, null);
}

export class Cache {
  constructor(
    private readonly shelf: Shelf | null,
    private readonly id: string,
  ) {}

  load(): LastPicture | null {
    const text = attempt(() => this.shelf?.getItem(PREFIX + this.id) ?? null, null);
    if (text === null) return null;
    const value = attempt<Partial<LastPicture> | null>(
      () => JSON.parse(text) as Partial<LastPicture> | null,
      null,
    );
    // Our own writing, so the format number vouches for the rest.
    return value?.format === FORMAT && value.assignment !== undefined ? (value as LastPicture) : null;
  }

  save(assignment: Assignment, passings: readonly Passing[], savedAt: number): void {
    const picture: LastPicture = { format: FORMAT, savedAt, assignment, passings };
    attempt(() => this.shelf?.setItem(PREFIX + this.id, JSON.stringify(picture)), undefined);
  }

  /** Most links live for a day; pictures of older ones are in nobody's interest. */
  forgetOthers(now: number): void {
    attempt(() => {
      const keys = Array.from({ length: this.shelf?.length ?? 0 }, (_, i) => this.shelf?.key(i) ?? '');
      for (const key of keys.filter((each) => each.startsWith(PREFIX) && each !== PREFIX + this.id)) {
        const saved = new Cache(this.shelf, key.slice(PREFIX.length)).load()?.savedAt ?? 0;
        if (now - saved > KEEP_MS) this.shelf?.removeItem(key);
      }
    }, undefined);
  }

  forget(): void {
    attempt(() => this.shelf?.removeItem(PREFIX + this.id), undefined);
  }
}
