/**
 * Why: a wall cannot be asked how it feels. This is what it knows of itself, for the operator's debug
 * panel and for tests: read-only, bounded, no names.
 */
import type { ScreenPage } from '../api/screen';
import type { Painter } from './painter';
import type { Frame, Show } from './show';

export interface Paint {
  /** Version of the passing that came on the screen. */
  readonly version: number;
  readonly key: string;
  /** Ms UTC of the frame after the one that drew it. */
  readonly at: number;
}

export interface Health {
  /** Place in the stream; empty before the first snapshot. */
  readonly version: string;
  /** Crossings that have had a card since the page was opened. */
  readonly shown: number;
  readonly connected: boolean;
  readonly dataAgeMs: number | null;
  readonly lastPaintedVersion: string;
  readonly paints: readonly Paint[];
  readonly visible: readonly string[];
  readonly page: string;
  readonly frames: number;
  /** From the opening of the page to the first painted frame with data of the hub, ms; null before. */
  readonly firstDataMs: number | null;
  /** Hash of the template that is drawn; null: none could be had yet. */
  readonly template: string | null;
  /** Number of the screen that this window is. */
  readonly screen: number | null;
}

/** What is asked. */
export interface Living {
  readonly show: Show;
  readonly painted: Painted;
  readonly painter: Painter;
  readonly stream: { readonly last: string | null };
  readonly last: Frame | null;
  readonly screen: number | null;
}

const KEPT = 500;

export class Painted {
  private readonly log: Paint[] = [];
  private drawn: { readonly version: string; readonly crossings: readonly Omit<Paint, 'at'>[] } | null = null;
  shown = 0;
  lastVersion = '';
  frames = 0;
  private reported = 0;
  firstDataMs: number | null = null;
  private data: 'none' | 'told' | 'drawn' = 'none';

  /** A frame begins: what the one before drew is on the glass now. */
  begin(at: number, now: number): void {
    this.frames += 1;
    if (this.data === 'drawn') this.firstDataMs = this.firstDataMs ?? now;
    if (this.drawn === null) return;
    this.lastVersion = this.drawn.version;
    this.log.push(...this.drawn.crossings.map((crossing) => ({ ...crossing, at })));
    this.log.splice(0, Math.max(0, this.log.length - KEPT));
    this.drawn = null;
  }

  /** The first data of the hub are there; the next frame has them. */
  told(): void {
    if (this.data === 'none') this.data = 'told';
  }

  commit(version: string, crossings: readonly Omit<Paint, 'at'>[]): void {
    this.shown += crossings.length;
    if (this.data === 'told') this.data = 'drawn';
    this.drawn = { version, crossings: [...(this.drawn?.crossings ?? []), ...crossings] };
  }

  /** Frames since this was asked last. */
  sinceReport(): number {
    const since = this.frames - this.reported;
    this.reported = this.frames;
    return since;
  }

  paints(): readonly Paint[] {
    return [...this.log];
  }
}

/** Puts a live, frozen view under `window.__display`. */
export function expose(owner: object, read: () => Health): void {
  Object.defineProperty(owner, '__display', { get: () => Object.freeze(read()), configurable: true });
}

export function pageOf(last: Frame | null): ScreenPage {
  return last?.picture.cover?.kind ?? last?.picture.page.kind ?? 'rest';
}

export function visibleOn(last: Frame | null): readonly string[] {
  const page = last?.picture.page;
  const cells = page?.kind === 'runners' && last?.picture.cover === null ? page.scene.cells : [];
  return cells.flatMap((shown) => (shown === null ? [] : [shown.arrival.passing.key]));
}

export function healthOf({ show, painted, painter, stream, last, screen }: Living): Health {
  const now = performance.now();
  return {
    version: stream.last ?? '',
    shown: painted.shown,
    connected: show.connected(now),
    dataAgeMs: show.dataAge(now),
    lastPaintedVersion: painted.lastVersion,
    paints: painted.paints(),
    visible: visibleOn(last),
    page: last === null ? 'none' : pageOf(last),
    frames: painted.frames,
    template: painter.hash,
    firstDataMs: painted.firstDataMs,
    screen,
  };
}
