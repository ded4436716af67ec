/**
 * Why not EventSource alone: where a stream is refused (too many follow) or a network lets none through, the card is asked for
 * now and then, and the page says how it stands either way.
 */
import type { Card } from '../../api/generated/types.gen';
import { Refusal, card } from '../hub';

export type Standing = 'loading' | 'live' | 'quiet' | 'away' | 'over' | 'gone';

export interface Listener {
  card: (card: Card) => void;
  standing: (standing: Standing) => void;
}

const ASK_EVERY_MS = 15_000;
const SILENT_MS = 40_000;
const AGAIN_MS = 3_000;

export class Live {
  private source: EventSource | null = null;
  private timer = 0;
  private over = false;

  constructor(private readonly slug: string, private readonly token: string, private readonly listener: Listener) {
    // A telephone in a pocket is cut off; whoever takes it out wants to see now.
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') this.open(); });
    window.addEventListener('online', () => { this.open(); });
  }

  open(): void {
    if (this.over) return;
    this.close();
    const source = this.source = new EventSource(`/api/results/${this.slug}/card/${this.token}/stream`);
    this.expect();
    source.addEventListener('card', (event: MessageEvent<string>) => {
      this.expect();
      this.listener.card(JSON.parse(event.data) as Card);
      this.listener.standing('live');
    });
    source.addEventListener('hb', () => {
      this.expect();
      this.listener.standing('live');
    });
    source.addEventListener('bye', (event: MessageEvent<string>) => { this.bye((JSON.parse(event.data) as { reason: string }).reason); });
    source.addEventListener('error', () => { if (source === this.source) this.fall(); });
  }

  private bye(reason: string): void {
    this.close();
    if (reason === 'restart') this.timer = window.setTimeout(() => { this.open(); }, AGAIN_MS * (1 + Math.random()));
    else this.end(reason === 'over' ? 'over' : 'gone');
  }

  /** A line that says nothing for so long is none. */
  private expect(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => { this.fall(); }, SILENT_MS);
  }

  private fall(): void {
    this.close();
    void this.ask();
  }

  private async ask(): Promise<void> {
    let wait = ASK_EVERY_MS;
    try {
      this.listener.card(await card(this.slug, this.token));
      this.listener.standing('quiet');
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) {
        this.end(error.code === 'card_over' ? 'over' : 'gone');
        return;
      }
      wait = AGAIN_MS * (1 + Math.random());
      this.listener.standing('away');
    }
    this.timer = window.setTimeout(() => { this.open(); }, wait);
  }

  private end(standing: 'over' | 'gone'): void {
    this.over = true;
    this.close();
    this.listener.standing(standing);
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }
}
