/**
 * Why: a frame is drawn by a template, and words that are nobody's design lie over it, on a glass that has its
 * settings. An upright glass gets the upright sibling where the hub has one.
 */
import type { Assignment } from '../api/assignment';
import { USUAL_SETTINGS } from '../api/screen-settings';
import type { Placement } from '../stage/fit';
import type { Beep } from './beep';
import type { Shelf } from './cache';
import type { Mixer } from './mixer';
import type { Room } from './room';
import type { Below, screenOn } from './screen';
import type { Frame, Show } from './show';
import { type Templates, templatesOn } from './templates';

/** So long is a template waited for; then the display says what it knows without one. */
const WITHOUT_MS = 2000;

/** Whether things move; and that they shall or shall not. */
export interface Pacing {
  readonly calm: () => boolean;
  readonly ask: (calm: boolean) => void;
}

/** Where the picture goes. */
export interface Glass {
  readonly room: Room;
  readonly stage: HTMLElement;
  readonly pacing: Pacing;
  readonly mixer: Mixer;
}

export class Painter {
  /** Comes when the first picture stands. */
  beep: Pick<Beep, 'sound' | 'muted'> | null = null;
  private over: ReturnType<typeof screenOn> | null = null;
  private loading = false;
  private readonly templates: Templates;
  private readonly startedAt = performance.now();

  constructor(private readonly glass: Glass, private readonly show: Show, address: string, shelf: Shelf | null) {
    const { pacing, mixer, room } = glass;
    this.templates = templatesOn(room.drawing, shelf, address, {
      get locale() { return show.speaks.language; },
      get zone() { return show.raceZone; },
      get calm() { return pacing.calm(); },
      now: () => show.utc(performance.now()),
      live: () => show.connected(performance.now()),
      transparent: mixer.transparent,
    });
  }

  follow({ session, screen }: Assignment): void {
    const { room, pacing } = this.glass;
    pacing.ask((session !== null && session.calm) || screen?.settings.calm === true);
    room.settings = screen?.settings ?? USUAL_SETTINGS;
    this.resize();
  }

  resize(): Placement {
    const elapsed = performance.now() - this.startedAt;
    const { room } = this.glass;
    const placement = room.place(this.templates.size, elapsed);
    this.over?.screen.fit(placement, room.away(placement.scale, elapsed));
    const session = this.show.assigned?.session ?? null;
    if (session !== null) {
      const { template, templateHash, templateHashPortrait } = session;
      const upright = placement.shape === 'portrait' ? templateHashPortrait : null;
      this.templates.want(upright ?? templateHash, `${template} ${placement.shape}`);
    }
    return placement;
  }

  /** False: what is to be drawn is still on its way, and nobody's time has begun. */
  ready(now: number): boolean {
    return this.templates.ready || this.show.explains || now - this.startedAt > WITHOUT_MS;
  }

  paint(frame: Frame, now: number): void {
    const { templates, show } = this;
    const { picture, shown } = frame;
    const instant = { picture, assignment: show.assigned, recent: show.listed, feeds: show.feeds, age: show.dataAge(now), fresh: shown.length > 0, now, utc: show.utc(now) };
    if (templates.change(instant)) this.resize();
    templates.draw(instant);
    show.drawnBy(templates.rules);
    // Some templates have a page of their own for the words of operators while nobody runs.
    const told = picture.page.kind === 'rest' && templates.tells ? { ...picture, message: '' } : picture;
    this.over?.screen.draw(told, this.below());
    if (this.over === null) this.explain();
    if (shown.length > 0 && this.sounds()) this.beep?.sound(now);
  }

  /** Faces have come, so texts are measured anew. */
  forget(): void {
    this.templates.forget();
    this.over?.forget();
  }

  /** Hash of the template that is drawn; null: none could be had yet. */
  get hash(): string | null {
    return this.templates.hash;
  }

  /** Why it is not the one that was asked for. */
  get trouble(): string {
    return this.templates.trouble;
  }

  /** The screen's own setting, or the template's wish. */
  private sounds(): boolean {
    return this.glass.room.settings.sound || this.templates.rules?.play.beep === true;
  }

  private below(): Below {
    if (this.templates.hash === null) return 'nothing';
    // Own templates are called by their numbers.
    return /^\d/.test(this.show.assigned?.session?.template ?? '') ? 'own' : 'starter';
  }

  /** The first picture stands, or there is something to say instead. */
  private explain(): void {
    if (this.loading) return;
    this.loading = true;
    import('./after').then(({ screenOn }) => {
      this.over = screenOn(this.glass.stage);
      this.resize();
    }, () => { this.loading = false; });
  }
}
