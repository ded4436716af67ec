/**
 * Why: who looks after forty screens cannot walk to each. Every ten seconds a screen says how it does and
 * what it has shown; when its page goes it says so too, so that a dark screen is known for what it is.
 */
import { type Post, type Report, type ReportedPlay, leavePath, reportPath, send } from '../api/screen';
import type { Plays } from './plays';

const EVERY_MS = 10_000;
/** The first one soon: the operator waits for the new screen. */
const FIRST_MS = 1000;

export interface ReporterWorld {
  readonly post: Post;
  readonly after: (ms: number, callback: () => void) => () => void;
  /** `navigator.sendBeacon` with JSON; false: it was not taken. */
  readonly beacon: (path: string, body: object) => boolean;
}

export class Reporter {
  private key: string | null = null;
  private cancel: () => void = () => undefined;
  private reported = false;

  constructor(
    private readonly world: ReporterWorld,
    private readonly address: string,
    private readonly plays: Plays,
    private readonly look: () => Report,
  ) {}

  /** From now on as this screen; null: as none. */
  speakAs(key: string | null): void {
    if (key === this.key) return;
    this.key = key;
    this.cancel();
    if (key !== null) this.next(this.reported ? EVERY_MS : FIRST_MS);
  }

  /** The page is closed, loaded anew, or put into the browser's cache: the last words, and goodbye. */
  leave(at: number): void {
    const key = this.key;
    if (key === null) return;
    this.plays.endAll(at);
    const plays = this.plays.take();
    if (plays.length > 0) this.world.beacon(reportPath(this.address), { key, report: this.look(), plays });
    this.world.beacon(leavePath(this.address), { key });
  }

  private next(ms: number): void {
    this.cancel = this.world.after(ms, () => { void this.report(); });
  }

  private async report(): Promise<void> {
    const key = this.key;
    if (key === null) return;
    this.next(EVERY_MS);
    const plays = this.plays.take();
    const status = await send(this.world.post, reportPath(this.address), { key, report: this.look(), plays });
    this.reported = true;
    if (!told(status)) this.giveBack(plays);
  }

  private giveBack(plays: readonly ReportedPlay[]): void {
    if (plays.length > 0) this.plays.giveBack(plays);
  }
}

/** Refused for good counts as told: the same again would be refused again. */
function told(status: number): boolean {
  return status >= 200 && status < 500 && status !== 429;
}
