/**
 * Why: proof of play. From what is seen in each frame this makes "from then until then", by the hub's
 * clock, with the time from the read to the painted frame where a runner is seen for the first time. A
 * runner under an emergency, or on a dark screen, is not seen. Bounded: a hub that is away for a day must
 * not fill the memory of a television.
 */
import type { ReportedPlay } from '../api/screen';
import type { Finisher } from './board';
import type { Picture } from './picture';

const KEPT = 2000;
const MOST_IN_REPORT = 400;
const LATENCIES = 1000;

type Play = Omit<ReportedPlay, 'at' | 'until'>;
type Running = Omit<ReportedPlay, 'until'>;

/** What a spectator sees, each thing under a name of its own. */
export function seen({ cover, page, message }: Picture): ReadonlyMap<string, Play> {
  if (cover !== null) return new Map([[cover.kind, { kind: cover.kind, words: cover.kind === 'emergency' ? cover.text : '' }]]);
  const all = new Map<string, Play>();
  if (message !== '' && page.kind !== 'notice') all.set(`message ${message}`, { kind: 'message', words: message });
  if (page.kind !== 'runners') return all.set(page.kind, { kind: page.kind });
  for (const shown of page.scene.cells) {
    if (shown === null) continue;
    const { session, key } = shown.arrival.passing;
    all.set(shown.arrival.key, { kind: 'runner', session: Number(session), passing: key });
  }
  return all;
}

export class Plays {
  private readonly running = new Map<string, Running>();
  private ended: ReportedPlay[] = [];
  private latencies: number[] = [];

  /** A frame is on the glass since `at`, ms UTC; `first`: those who are seen for the first time. */
  painted(picture: Picture, first: readonly Finisher[], at: number): void {
    const now = seen(picture);
    for (const [name, play] of this.running) if (!now.has(name)) this.end(name, play, at);
    for (const [name, play] of now) if (!this.running.has(name)) this.running.set(name, { ...play, at: Math.round(at) });
    for (const finisher of first) if (now.has(finisher.key)) this.time(finisher, at);
  }

  /** What ended since the last report; the rest waits for the next one. */
  take(): readonly ReportedPlay[] {
    return this.ended.splice(0, MOST_IN_REPORT);
  }

  /** A report did not arrive: its plays are told again. */
  giveBack(plays: readonly ReportedPlay[]): void {
    this.ended = [...plays, ...this.ended].slice(-KEPT);
  }

  /** The page goes: what is seen now ends. */
  endAll(at: number): void {
    for (const [name, play] of [...this.running]) this.end(name, play, at);
  }

  /** Of all first showings since it was asked last, ms. */
  latency(): { readonly count: number; readonly p50: number; readonly max: number } {
    const sorted = [...this.latencies].sort((a, b) => a - b);
    this.latencies = [];
    return { count: sorted.length, p50: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted[sorted.length - 1] ?? 0 };
  }

  private time({ key, passing, timed }: Finisher, at: number): void {
    const play = this.running.get(key);
    if (!timed || play === undefined) return;
    const latency = Math.max(0, Math.round(at - passing.received));
    this.running.set(key, { ...play, latency_ms: latency });
    if (this.latencies.length < LATENCIES) this.latencies.push(latency);
  }

  private end(name: string, play: Running, at: number): void {
    this.running.delete(name);
    this.ended.push({ ...play, until: Math.max(play.at, Math.round(at)) });
    this.ended.splice(0, Math.max(0, this.ended.length - KEPT));
  }
}
