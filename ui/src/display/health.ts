/**
 * Why: a wall cannot be asked how it feels. This is what it knows of itself, for the operator's debug
 * panel and for tests: read-only, bounded, no names.
 */

export interface Paint {
  /** Version of the passing that came on the screen. */
  readonly version: number;
  readonly key: string;
  /** Ms UTC of the frame after the one that drew it. */
  readonly at: number;
}

export interface Health {
  /** Version of the stream; 0 before the first snapshot. */
  readonly version: number;
  /** Crossings that have had a card since the page was opened. */
  readonly shown: number;
  readonly connected: boolean;
  readonly dataAgeMs: number | null;
  readonly lastPaintedVersion: number;
  readonly paints: readonly Paint[];
  readonly visible: readonly string[];
  readonly page: string;
  readonly frames: number;
}

const KEPT = 500;

export class Painted {
  private readonly log: Paint[] = [];
  private drawn: { readonly version: number; readonly crossings: readonly Omit<Paint, 'at'>[] } | null = null;
  shown = 0;
  lastVersion = 0;
  frames = 0;

  /** A frame begins: what the one before drew is on the glass now. */
  begin(at: number): void {
    this.frames += 1;
    if (this.drawn === null) return;
    this.lastVersion = this.drawn.version;
    this.log.push(...this.drawn.crossings.map((crossing) => ({ ...crossing, at })));
    this.log.splice(0, Math.max(0, this.log.length - KEPT));
    this.drawn = null;
  }

  commit(version: number, crossings: readonly Omit<Paint, 'at'>[]): void {
    this.shown += crossings.length;
    this.drawn = { version, crossings: [...(this.drawn?.crossings ?? []), ...crossings] };
  }

  paints(): readonly Paint[] {
    return [...this.log];
  }
}

/** Puts a live, frozen view under `window.__display`. */
export function expose(owner: object, read: () => Health): void {
  Object.defineProperty(owner, '__display', { get: () => Object.freeze(read()), configurable: true });
}
