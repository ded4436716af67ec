/**
 * Which windows of this browser live. With a secure context each holds a lock under its name, which ends with the window, whatever
 * ends it; so does the right to send, which one window at a time has. Without one (http://192.168.…) a window that has
 * said nothing for a while counts as gone, and so does whoever had this tab before, as a reload is the same tab; each sends for
 * itself: the hub answers a batch once and compares every value.
 */
export interface Windows {
  /** This window's name. */
  readonly own: string;
  /** Begins to live. */
  enter(): Promise<void>;
  /** Who is gone, as asked now. */
  gone(): Promise<(window: string, at: number) => boolean>;
  /** Runs alone among the windows of this browser. */
  alone<T>(place: string, run: () => Promise<T>): Promise<T>;
  leave(): void;
}

const SILENT_MS = 20_000;
const PREFIX = 'project88-window-';
/** Where a tab notes who has it. */
const TAB = 'project88-window';

export function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export type Tab = Pick<Storage, 'getItem' | 'setItem'>;

export function windowsOf(locks: LockManager | undefined, now: () => number, tab: Tab | null = null): Windows {
  const own = randomHex(8);
  return locks === undefined ? silent(own, now, tab) : locked(own, locks);
}

/** Null where storage is forbidden. */
export function tabOfThisPage(): Tab | null {
  try { return sessionStorage; } catch { return null; }
}

function silent(own: string, now: () => number, tab: Tab | null): Windows {
  const before = tab?.getItem(TAB) ?? null;
  return {
    own,
    enter: () => {
      tab?.setItem(TAB, own);
      return Promise.resolve();
    },
    gone: () => Promise.resolve((window, at) => window !== own && (window === before || now() - at > SILENT_MS)),
    alone: (_place, run) => run(),
    leave: () => undefined,
  };
}

function locked(own: string, locks: LockManager): Windows {
  let leave = (): void => undefined;
  return {
    own,
    enter: () => new Promise((entered) => {
      void locks.request(PREFIX + own, () => new Promise<void>((left) => {
        leave = left;
        entered();
      }));
    }),
    gone: async () => {
      const held = new Set(((await locks.query()).held ?? []).map(({ name }) => name));
      return (window) => window !== own && !held.has(PREFIX + window);
    },
    alone: (place, run) => locks.request(`project88-send-${place}`, run) as ReturnType<typeof run>,
    leave: () => { leave(); },
  };
}
