/**
 * Why: a display link can be opened before it exists, end while people look at it, and come back. The
 * link asks the hub about itself, starts and stops the stream accordingly, and goes on asking by
 * itself: no person has to touch the screen.
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
const AWAY_FIRST_MS = 1000;
const AWAY_LONGEST_MS = 10_000;
/** After so many failures of the stream in a row the link itself is in doubt. */
const DOUBT_AFTER = 3;

export class Link {
  private line: { readonly url: string; readonly stream: Line } | null = null;
  private asking = false;
  private tries = 0;
  private said: Lookup['kind'] = 'away';

  constructor(
    private readonly world: LinkWorld,
    private readonly makeLine: (url: string) => Line,
    private readonly tell: (kind: Lookup['kind'], info: DisplayInfo | null) => void,
  ) {}

  /** Starts from what is known (the cache), so that a hub that is away costs no time later. */
  begin(known: DisplayInfo | null): void {
    if (known !== null) this.connect(known.stream);
    this.ask();
  }

  /** The stream's own troubles, each told once. */
  heard(delivery: Delivery): void {
    if (delivery.kind === 'lost' && delivery.failures % DOUBT_AFTER === 0) this.ask();
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
    this.tell(answer.kind, answer.kind === 'found' ? answer.info : null);
    switch (answer.kind) {
      case 'found':
        this.tries = 0;
        this.said = 'found';
        return this.connect(answer.info.stream);
      case 'ended':
        this.disconnect();
        this.said = 'ended';
        return this.askAgain(ENDED_RETRY_MS);
      case 'away':
        // With a line its own loop tries on, and doubts again.
        if (this.line === null) this.askAgain(this.awayDelay());
    }
  }

  private awayDelay(): number {
    if (this.said === 'ended') return ENDED_RETRY_MS;
    this.tries += 1;
    return Math.min(AWAY_LONGEST_MS, AWAY_FIRST_MS * 2 ** (this.tries - 1));
  }

  private askAgain(ms: number): void {
    this.world.after(ms, () => {
      this.ask();
    });
  }

  private connect(url: string): void {
    if (this.line?.url === url) return;
    this.disconnect();
    this.line = { url, stream: this.makeLine(url) };
    this.line.stream.start();
  }

  private disconnect(): void {
    this.line?.stream.stop();
    this.line = null;
  }
}
