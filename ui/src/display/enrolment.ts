/**
 * Why: a browser that opens a link becomes a screen, and stays the same one. The picture never waits for
 * it: the stream runs meanwhile, and is told who it is for when that is known. Where the hub refuses, the
 * display goes on without being a screen, and asks again by itself.
 */
import { type Answer, type Device, type Entered, type Post, enter, takeOver } from '../api/screen';
import type { Identity } from './identity';
import type { ProblemPage } from './sayings';

export interface EnrolmentWorld {
  readonly post: Post;
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly device: () => Device;
  /** Until the first picture stands: what is asked before takes its time away. */
  readonly quiet: () => Promise<void>;
}

export type Standing =
  /** Who this window is, as it seems: good enough for the stream. */
  | { readonly kind: 'likely'; readonly key: string }
  | { readonly kind: 'screen'; readonly screen: Entered }
  /** The device cannot become the screen that it was sent to be. */
  | { readonly kind: 'refused'; readonly page: ProblemPage }
  /** It goes on without being a screen. */
  | { readonly kind: 'nobody' };

const AWAY_MS = 5000;
const RUNNING_MS = 10_000;
const TOO_MANY_MS = 60_000;

export class Enrolment {
  private stopped = false;

  constructor(
    private readonly world: EnrolmentWorld,
    private readonly address: string,
    private readonly identity: Identity,
    private readonly tell: (standing: Standing) => void,
  ) {}

  /**
   * `code`: of the screen that this device is to become. Resolves when the stream may be opened: at once,
   * but for a browser that has kept keys, of which it must first be seen which one is free.
   */
  begin(code: string | null): Promise<void> {
    this.stopped = false;
    if (code !== null) {
      void this.become(code);
      return Promise.resolve();
    }
    const likely = this.identity.likely;
    if (likely !== null) this.tell({ kind: 'likely', key: likely });
    const found = this.identity.find();
    void this.enter(found);
    return likely === null && this.identity.kept ? found.then(() => undefined) : Promise.resolve();
  }

  /** This window's screen is another device's now. */
  lose(key: string): void {
    this.stopped = true;
    this.identity.forget(key);
  }

  private async enter(found: Promise<string | null>): Promise<void> {
    const key = await found;
    if (this.stopped) return;
    if (key !== null) this.tell({ kind: 'likely', key });
    await this.world.quiet();
    const answer = await enter(this.world.post, this.address, key, this.world.device());
    if (this.take(answer, key)) return;
    this.tell({ kind: 'nobody' });
    this.world.after(answer.kind === 'away' ? AWAY_MS : TOO_MANY_MS, () => { if (!this.stopped) void this.enter(this.identity.find()); });
  }

  private async become(code: string): Promise<void> {
    const answer = await takeOver(this.world.post, this.address, code, this.world.device());
    if (this.stopped || this.take(answer, null)) return;
    if (answer.kind === 'refused') this.tell({ kind: 'refused', page: pageOf(answer) });
    const again = answer.kind === 'refused' ? delayOf(answer.status) : AWAY_MS;
    if (again !== null) this.world.after(again, () => { if (!this.stopped) void this.become(code); });
  }

  private take(answer: Answer, before: string | null): boolean {
    if (this.stopped || answer.kind !== 'entered') return this.stopped;
    this.identity.keep(answer.screen.key, before);
    this.tell({ kind: 'screen', screen: answer.screen });
    return true;
  }
}

function pageOf({ status }: { readonly status: number }): ProblemPage {
  if (status === 409) return 'running';
  return status === 429 ? 'too many' : 'no code';
}

/** Null: it would be the same answer for ever. */
function delayOf(status: number): number | null {
  if (status === 409) return RUNNING_MS;
  return status === 429 ? TOO_MANY_MS : null;
}
