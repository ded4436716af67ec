/**
 * Why: whoever draws must never think of saving. Every edit is on this browser's shelf within a moment and at the hub as soon
 * as it answers, in order, one batch at a time; what the hub says comes back as a new document and as conflicts. No
 * React in here: it says what it knows through `onChange`.
 */
import { same } from '../../../document/json';
import type { TemplateDocument } from '../../../document/schema';
import { type Answer, type Batch, type Copy, drawn, edited, heard, type Held, keepTheirs, landed, opened, refused, takeOff, useMine, waiting, withMine } from './copy';
import { merge } from './left';
import type { Shelf } from './shelf';
import { randomHex, type Windows } from './windows';

/** How the hub is reached; each may fail with one of the failures below. */
export interface Wire {
  head(): Promise<{ readonly version: number; readonly document: TemplateDocument }>;
  send(batch: Batch): Promise<Answer>;
}

/** away: nobody's fault, it is tried again. refused: the hub read the batch and took nothing. barred: not this person, or no such template. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(readonly kind: 'away' | 'refused' | 'barred', message: string, readonly places: readonly string[] = [], cause?: Error) { super(message, { cause }); }
}

export type Saving =
  | { readonly is: 'saved' }
  | { readonly is: 'saving' }
  | { readonly is: 'offline'; readonly waiting: number }
  | { readonly is: 'conflict'; readonly count: number }
  | { readonly is: 'refused'; readonly sentence: string };

export interface Said { readonly doc: TemplateDocument; readonly version: number; readonly saving: Saving; readonly conflicts: readonly Held[] }

export interface Parts {
  /** Partner and template. */
  readonly place: string;
  readonly shelf: Shelf;
  readonly wire: Wire;
  readonly windows: Windows;
  readonly now: () => number;
  /** Calls after so many ms; the returned function calls it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onChange: (said: Said) => void;
}

/** Strokes of one moment go together. */
export const GATHER_MS = 400;
const AGAIN_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
const ALIVE_MS = 5_000;

export class Keeper {
  private copy: Copy | null = null;
  /** What was drawn last, and of which copy: the same object as long as nothing changed, so that nobody takes it for an edit. */
  private shown: { readonly copy: Copy; readonly doc: TemplateDocument } | null = null;
  private trouble: Failure | null = null;
  private tries = 0;
  private sending = false;
  private closed = false;
  private newest = 0;
  private cancel = (): void => undefined;
  private quiet = (): void => undefined;
  private writing: Promise<void> = Promise.resolve();
  private inheriting: Promise<void> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

  /** From the hub, or from the shelf when the hub is away. With what other windows left, if they are gone. */
  async open(): Promise<Said> {
    const { place, shelf, wire, windows } = this.parts;
    await windows.enter();
    const kept = await shelf.head(place);
    let start = kept === undefined ? null : opened(kept.version, kept.head);
    try {
      const { version, document } = await wire.head();
      start = opened(version, document);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'away' || start === null) throw error;
      this.trouble = error;
    }
    this.copy = merge(start, await shelf.takeOver(place, await windows.gone()));
    await this.write();
    this.live();
    this.soon(0);
    return this.said();
  }

  /** The person drew: this is the document now. */
  edited(doc: TemplateDocument): void {
    if (this.copy === null) return;
    const next = edited(this.copy, doc);
    // The person's own object stays the one that is shown.
    this.shown = { copy: next, doc };
    this.become(next);
    this.soon(GATHER_MS);
  }

  /** The hub says by its stream that there is a newer version. */
  heardOf(version: number): void {
    this.newest = Math.max(this.newest, version);
    this.soon(0);
  }

  /** The network is said to be back, or the person asks for it. */
  retry(): void {
    this.tries = 0;
    this.trouble = null;
    this.soon(0);
  }

  keepTheirs(key: string): void { if (this.copy !== null) this.become(keepTheirs(this.copy, key)); }

  /** What the template would be with mine. */
  withMine(key: string): TemplateDocument | null { return this.copy === null ? null : withMine(this.copy, key); }

  useMine(key: string): void {
    if (this.copy === null) return;
    this.become(useMine(this.copy, key));
    this.soon(0);
  }

  /** Everything is on the shelf when this is done; nothing is sent any more. */
  async close(): Promise<void> {
    this.closed = true;
    this.cancel();
    this.quiet();
    // What was just taken over must not go with this window.
    await this.inheriting;
    await this.write();
    this.parts.windows.leave();
  }

  get state(): Said { return this.said(); }

  /** Settled when all that was drawn so far is on the shelf. */
  async onShelf(): Promise<void> { await this.writing; }

  private said(): Said {
    const copy = this.copy as Copy;
    if (this.shown?.copy !== copy) {
      const doc = drawn(copy);
      this.shown = { copy, doc: this.shown !== null && same(this.shown.doc, doc) ? this.shown.doc : doc };
    }
    return { doc: this.shown.doc, version: copy.version, conflicts: copy.conflicts, saving: this.saving(copy) };
  }

  private saving(copy: Copy): Saving {
    if (this.trouble !== null && this.trouble.kind !== 'away') return { is: 'refused', sentence: this.trouble.message };
    if (this.trouble !== null) return { is: 'offline', waiting: waiting(copy) };
    if (copy.conflicts.length > 0) return { is: 'conflict', count: copy.conflicts.length };
    return { is: waiting(copy) > 0 ? 'saving' : 'saved' };
  }

  private become(copy: Copy): void {
    this.copy = copy;
    void this.write();
    this.parts.onChange(this.said());
  }

  /** One after the other, each time what is newest. A full disk must not stop the sending. */
  private write(): Promise<void> {
    const { place, shelf, windows, now } = this.parts;
    this.writing = this.writing.then(async () => {
      if (this.copy !== null) await shelf.save(place, windows.own, this.copy, now());
    }).catch(() => undefined);
    return this.writing;
  }

  private live(): void {
    const { place, shelf, windows, now, after } = this.parts;
    this.quiet = after(ALIVE_MS, () => {
      void shelf.alive(place, windows.own, now()).catch(() => undefined);
      this.inheriting = this.inherit().catch(() => undefined);
      this.live();
    });
  }

  /** A window that was closed or crashed beside this one may have left something too. */
  private async inherit(): Promise<void> {
    const { place, shelf, windows } = this.parts;
    const gone = await windows.gone();
    if (this.closed) return;
    const left = await shelf.takeOver(place, gone);
    if (left.length === 0 || this.copy === null) return;
    this.become(merge(this.copy, left));
    this.soon(0);
  }

  private soon(ms: number): void {
    if (this.closed || this.sending) return;
    this.cancel();
    this.cancel = this.parts.after(ms, () => { void this.turn(); });
  }

  private async turn(): Promise<void> {
    if (this.sending || this.closed || this.copy === null) return;
    this.sending = true;
    const before = this.copy;
    try {
      await this.parts.windows.alone(this.parts.place, () => this.exchange());
      this.trouble = null;
      this.tries = 0;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.trouble = error;
      this.tries += 1;
    } finally {
      this.sending = false;
    }
    if (this.trouble === null && this.copy !== before && !this.hasWork()) this.become(this.copy);
    else this.parts.onChange(this.said());
    this.next();
  }

  private hasWork(): boolean {
    return this.copy !== null && (waiting(this.copy) > 0 || this.newest > this.copy.version);
  }

  private next(): void {
    if (this.trouble?.kind === 'barred' || !this.hasWork()) return;
    this.soon(this.trouble === null ? 0 : AGAIN_MS[Math.min(this.tries, AGAIN_MS.length) - 1] ?? 1_000);
  }

  /** One batch, or the newest head when there is nothing to send. */
  private async exchange(): Promise<void> {
    const { wire } = this.parts;
    this.copy = takeOff(this.copy as Copy, randomHex(16));
    const batch = this.copy.flying;
    if (batch === null) {
      if (this.newest <= this.copy.version) return;
      const { version, document } = await wire.head();
      this.arrived((copy) => heard(copy, version, document));
      return;
    }
    // Before it leaves: after a crash the same batch must go again, not its like.
    await this.write();
    try {
      const answer = await wire.send(batch);
      this.arrived((copy) => landed(copy, answer));
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'refused') throw error;
      const { version, document } = await wire.head();
      this.arrived((copy) => refused(copy, version, document, error.message, error.places));
    }
  }

  /** What was drawn while the hub thought is in the copy; nothing is put over it. */
  private arrived(change: (copy: Copy) => Copy): void {
    const next = change(this.copy as Copy);
    this.newest = Math.max(this.newest, next.version);
    const moved = !same(next.pending, (this.copy as Copy).pending) || next !== this.copy;
    this.copy = next;
    if (moved) this.become(next);
  }
}
