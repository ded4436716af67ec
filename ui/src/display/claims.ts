/**
 * Why: two windows of one browser are two screens, but they share one cupboard of keys, and a window that
 * is duplicated brings its key along. So a window claims its key, and one that another window holds is not
 * taken: by Web Locks where the page is secure, else by asking the other windows aloud.
 */

export interface Claims {
  /** Whether the key is this window's now, for as long as the window lives. */
  claim(key: string): Promise<boolean>;
}

const PREFIX = 'project88.screen.';
/** Other windows answer within a few ms; one that is throttled in the background within a few dozen. */
const ANSWER_MS = 150;

/** The part of `navigator.locks` that we use. */
export interface Locks {
  request(name: string, options: { readonly ifAvailable: true }, held: (lock: unknown) => Promise<void> | undefined): Promise<unknown>;
}

export class LockClaims implements Claims {
  constructor(private readonly locks: Locks) {}

  claim(key: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.locks.request(PREFIX + key, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        // Held until the window is gone: a promise that never ends.
        return lock === null ? undefined : new Promise<void>(() => undefined);
      }).catch(() => { resolve(true); });
    });
  }
}

/** The part of `BroadcastChannel` that we use. */
export interface Channel {
  postMessage(message: Spoken): void;
  onmessage: ((event: { readonly data: Spoken }) => void) | null;
}

interface Spoken {
  readonly key: string;
  readonly said: 'mine?' | 'mine';
  /** Of two who ask at once, the lower one has it. */
  readonly dice: number;
}

export class SpokenClaims implements Claims {
  private readonly held = new Set<string>();
  private readonly asked = new Map<string, (mine: boolean) => void>();

  constructor(
    private readonly channel: Channel,
    private readonly dice: number,
    private readonly after: (ms: number, callback: () => void) => () => void,
  ) {
    channel.onmessage = ({ data }) => { this.hear(data); };
  }

  claim(key: string): Promise<boolean> {
    if (this.held.has(key)) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.asked.set(key, (mine) => {
        if (this.asked.delete(key) && mine) this.held.add(key);
        resolve(mine);
      });
      this.channel.postMessage({ key, said: 'mine?', dice: this.dice });
      this.after(ANSWER_MS, () => this.asked.get(key)?.(true));
    });
  }

  private hear({ key, said, dice }: Spoken): void {
    if (said === 'mine') {
      this.asked.get(key)?.(false);
      return;
    }
    const asking = this.asked.get(key);
    const first = asking !== undefined && this.dice < dice;
    if (this.held.has(key) || first) this.channel.postMessage({ key, said: 'mine', dice: this.dice });
    else asking?.(false);
  }
}

/** Nobody to ask: then every window believes that it is alone. */
export const ALONE: Claims = { claim: () => Promise.resolve(true) };
