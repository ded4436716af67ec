/**
 * Why: a display link can be opened before it exists, end while people look at it, and come back. The
 * stream is opened at once, without asking first; only when it does not come the link asks the hub about
 * itself, and goes on asking by itself: no person has to touch the screen.
 */
import type { DisplayInfo, Lookup } from '../api/display';
import type { Delivery } from '../api/stream';

export interface LinkWorld {
  lookUp(): Promise<Lookup>;
  after(ms: number, callback: () => void): () => void;
}

/** The part of the stream that the link steers. */
export interface Line {
  start(): void;
  stop(): void;
}

/** The hub counts misses per venue (30 a minute): ten screens with old links must stay below. */
const ENDED_RETRY_MS = 30_000;
/** After so many failures of the stream in a row the link itself is in doubt. */
const DOUBT_AFTER = 3;

export class Link {
  private asking = false;
  private stopped = false;
  private named = false;
  private came = false;
  private said: Lookup['kind'] = 'away';

  constructor(
    private readonly world: LinkWorld,
    private readonly line: Line,
    private readonly tell: (kind: Lookup['kind'], info: DisplayInfo | null) => void,
  ) {}

  begin(): void {
    this.line.start();
  }

  /** What came over the line, or that it is lost. */
  heard(delivery: Delivery): void {
    switch (delivery.kind) {
      case 'lost':
        // The first time at once: nobody has seen anything yet.
        if (delivery.failures % DOUBT_AFTER === 0 || (delivery.failures === 1 && !this.came)) this.ask();
        return;
      case 'bye':
        if (delivery.reason !== 'restart') this.ask();
        return;
      case 'assignment':
        // Before a link opens, and while nothing feeds it, only its facts tell the zone.
        if (delivery.timing.length === 0 && !this.named) this.ask();
        this.came = true;
    }
  }

  private ask(): void {
    if (this.asking) return;
    this.asking = true;
    void this.world.lookUp().then((answer) => {
      this.asking = false;
      this.take(answer);
    });
  }

  private take(answer: Lookup): void {
    this.tell(answer.kind, 'info' in answer ? answer.info : null);
    // With a line its own loop tries on, and doubts again.
    if (answer.kind === 'away' && !this.stopped) return;
    if (answer.kind !== 'away') this.said = answer.kind;
    if (this.said === 'ended') {
      this.stop();
      this.world.after(ENDED_RETRY_MS, () => { this.ask(); });
      return;
    }
    this.named = true;
    this.stopped = false;
    this.line.start();
  }

  private stop(): void {
    this.stopped = true;
    this.line.stop();
  }
}
