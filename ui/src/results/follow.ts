/**
 * Why polling: an answer that says "nothing new" costs a proxy nothing, however many people look. While a race is on, the event is
 * asked for every five seconds; rows only when its version is another one, and then those that changed.
 */
import { type Event, eventAt, type Race, Refusal, rowsOf } from './hub';
import type { Page } from './page';
import { words } from './words';

const LIVE_MS = 5_000;
const QUIET_MS = 60_000;
const AGAIN_MS = 10_000;

export class Follow {
  private timer = 0;
  private turn = 0;
  private event: Event | null = null;

  constructor(private readonly slug: string, private readonly page: Page, private race: number | null) {
    document.addEventListener('visibilitychange', () => { if (!document.hidden) void this.look(); });
    window.addEventListener('online', () => { void this.look(); });
  }

  /** Another race is looked at from now on. */
  choose(race: number): void {
    this.race = race;
    this.page.table.version = null;
    if (this.event !== null) this.page.tell(this.event, this.wanted(this.event));
    void this.look();
  }

  async look(): Promise<void> {
    window.clearTimeout(this.timer);
    this.turn += 1;
    const turn = this.turn;
    let next = AGAIN_MS;
    try {
      const event = await eventAt(this.slug);
      if (turn !== this.turn) return;
      next = event.state === 'live' ? LIVE_MS : QUIET_MS;
      await this.show(event, turn);
    } catch (error) {
      if (turn !== this.turn) return;
      const missing = error instanceof Refusal && error.status === 404;
      if (missing) {
        this.page.withdraw();
        next = QUIET_MS;
      } else this.page.say(sentence(error));
    }
    if (turn === this.turn) this.timer = window.setTimeout(() => { if (!document.hidden) void this.look(); }, next);
  }

  private wanted(event: Event): Race {
    const race = event.races.find(({ id }) => id === this.race) ?? event.races.find(({ counts }) => counts.finished + counts.on_course > 0) ?? event.races[0];
    if (race === undefined) throw new Refusal(404);
    return race;
  }

  private async show(event: Event, turn: number): Promise<void> {
    const { table } = this.page;
    const race = this.wanted(event);
    const another = race.id !== this.race || table.version === null;
    this.event = event;
    this.race = race.id;
    this.page.tell(event, race);
    if (!another && table.version === event.version) {
      this.page.draw(false);
      return;
    }
    const rows = await rowsOf(this.slug, race.id, event.version, another ? null : table.version);
    if (turn !== this.turn) return;
    // Somebody is gone: what is there is asked for once more, whole.
    if (!table.take(rows)) table.take(await rowsOf(this.slug, race.id, event.version, null));
    if (turn === this.turn) this.page.draw(another);
  }
}

function sentence(error: unknown): string {
  if (!(error instanceof Refusal)) return words.away;
  return error.status === 429 ? words.busy : words.away;
}
