/**
 * A stream of the app (a dashboard, a preview, the screens): whole pictures, each in the place of the one before it.
 *
 * Why our own reconnect: a browser gives an EventSource up for good when the answer is an error, and never notices a
 * line that stands and says nothing. Here a line that is silent for longer than two heartbeats is opened anew, every
 * failure is told (whoever shows the data says so), and after a goodbye that is final nothing is opened any more.
 */
export interface Beat {
  readonly now: number;
  /** When the hub last looked at its database. */
  readonly checked: number;
}

export interface Watcher<Picture> {
  /** The event that brings a picture; absent: `snapshot`. */
  readonly event?: string;
  readonly snapshot: (picture: Picture) => void;
  /** Other pictures of the same stream, by their events. */
  readonly others?: Readonly<Record<string, (picture: unknown) => void>>;
  readonly beat: (beat: Beat) => void;
  /** The line is gone; it is opened again by itself unless this was final. */
  readonly lost: (final: boolean) => void;
}

const SILENCE_MS = 12_000;
const WAITS_MS = [500, 1_000, 2_000, 5_000];
const FINAL = new Set(['access', 'gone']);

/** Opens the stream and keeps it open; call what comes back to stop. */
export function watch<Picture>(url: string, watcher: Watcher<Picture>, open = (address: string) => new EventSource(address)): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const after = (milliseconds: number, then: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(then, milliseconds);
  };
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const lose = (): void => {
    close();
    watcher.lost(false);
    after(WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0, start);
    failures += 1;
  };
  const heard = <T>(event: Event): T => {
    failures = 0;
    after(SILENCE_MS, lose);
    return JSON.parse((event as MessageEvent<string>).data) as T; // our own hub's, of the same version
  };
  const start = (): void => {
    source = open(url);
    source.addEventListener(watcher.event ?? 'snapshot', (event) => { watcher.snapshot(heard<Picture>(event)); });
    for (const [event, take] of Object.entries(watcher.others ?? {})) source.addEventListener(event, (told) => { take(heard<unknown>(told)); });
    source.addEventListener('hb', (event) => { watcher.beat(heard<Beat>(event)); });
    source.addEventListener('bye', (event) => {
      const { reason } = heard<{ reason: string }>(event);
      if (!FINAL.has(reason)) { lose(); return; }
      close();
      watcher.lost(true);
    });
    source.addEventListener('error', lose);
    after(SILENCE_MS, lose);
  };
  start();
  return close;
}
