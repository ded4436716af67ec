/**
 * Why: a frame is drawn by the display's own stage or by a template that an operator has drawn, on a glass that has its
 * settings. Templates, what draws them and what fetches them are a file of its own, that only screens with a
 * template load.
 */
import type { Assignment } from '../api/assignment';
import { USUAL_SETTINGS } from '../api/screen-settings';
import type { Placement } from '../stage/fit';
import { Beep } from './beep';
import type { Shelf } from './cache';
import type { Mixer } from './mixer';
import type { Room } from './room';
import type { Screen } from './screen';
import type { Frame, Show } from './show';
import type { Templates } from './templates';

/** These are drawn by the display's own code. */
const BUILT_IN = new Set(['standard', 'spotlight', 'wall']);

/** Whether things move; and that they shall or shall not. */
export interface Pacing {
  readonly calm: () => boolean;
  readonly ask: (calm: boolean) => void;
}

/** Where the picture goes. */
export interface Glass {
  readonly room: Room;
  readonly screen: Screen;
  readonly pacing: Pacing;
  readonly mixer: Mixer;
}

export class Painter {
  readonly beep = new Beep(window);
  private templates: Templates | null = null;
  private loading = false;
  private readonly startedAt = performance.now();

  constructor(private readonly glass: Glass, private readonly show: Show, private readonly address: string, private readonly shelf: Shelf | null) {}

  follow(assignment: Assignment): void {
    const { session, screen } = assignment;
    const { room, pacing } = this.glass;
    pacing.ask((session !== null && session.calm) || screen?.settings.calm === true);
    room.settings = screen?.settings ?? USUAL_SETTINGS;
    if (session !== null) this.draw(BUILT_IN.has(session.template) ? null : session.templateHash);
    this.resize();
  }

  resize(): Placement {
    const elapsed = performance.now() - this.startedAt;
    const { room, screen } = this.glass;
    const placement = room.place(this.templates?.size ?? null, elapsed);
    screen.fit(placement, room.away(placement.scale, elapsed));
    return placement;
  }

  paint(frame: Frame, now: number): void {
    const { templates, show } = this;
    const { picture, shown } = frame;
    if (templates !== null) {
      const instant = { picture, assignment: show.assigned, recent: show.listed, age: show.dataAge(now), fresh: shown.length > 0, now, utc: show.utc(now) };
      if (templates.change(instant)) this.resize();
      templates.draw(instant);
    }
    show.drawnBy(templates?.rules ?? null);
    this.glass.screen.draw(picture, templates?.active === true);
    if (shown.length > 0 && this.sounds()) this.beep.sound(now);
  }

  shine(emergency: boolean): void {
    this.glass.room.shine(this.show.clock(performance.now()), emergency);
  }

  /** Faces have come, so texts are measured anew. */
  forget(): void {
    this.templates?.forget();
  }

  /** Hash of the template that is drawn; null: a built-in look. */
  get hash(): string | null {
    return this.templates?.hash ?? null;
  }

  /** Why it is not the one that was asked for. */
  get trouble(): string {
    return this.templates?.trouble ?? '';
  }

  /** The screen's own setting, or the template's wish. */
  private sounds(): boolean {
    return this.glass.room.settings.sound || this.templates?.rules?.play.beep === true;
  }

  private draw(hash: string | null): void {
    if (this.templates !== null) this.templates.want(hash);
    else if (hash !== null && !this.loading) void this.load();
  }

  private async load(): Promise<void> {
    this.loading = true;
    // Without a hub it comes with the next assignment.
    const code = await import('./templates').catch(() => null);
    this.loading = false;
    if (code === null) return;
    const { show, address, shelf, glass: { pacing, mixer, room } } = this;
    this.templates = code.templatesOn(room.drawing, shelf, address, {
      get locale() { return show.speaks.language; },
      get zone() { return show.raceZone; },
      get calm() { return pacing.calm(); },
      now: () => show.utc(performance.now()),
      live: () => show.connected(performance.now()),
      transparent: mixer.transparent,
    });
    if (show.assigned !== null) this.follow(show.assigned);
  }
}
