/**
 * Why: what a display is to the hub and to its operator (a screen with a name, reports, proof of play, controls, the
 * worker that keeps the page) comes when the first picture stands, so that nobody waits for it.
 */
import type { Assignment } from '../api/assignment';
import { lookUp } from '../api/display';
import type { Entered } from '../api/screen';
import { Beep } from './beep';
import { after } from './browser';
import type { Shelf } from './cache';
import { beacon, claims, device, post } from './device';
import { Enrolment, type Standing } from './enrolment';
import { Identity } from './identity';
import { Overlay } from './overlay';
import { light, minuteOf } from './light';
import type { Glass, Painter } from './painter';
import { Plays } from './plays';
import { Reloads } from './reloads';
import { Reporter } from './reporter';
import type { Painted } from './health';
import { sayingsIn } from './sayings';
import type { Frame, Show } from './show';
import { type Told, linesOf, reportOf, titleOf } from './status';
import { holdLight } from './wake';
import { Shell } from './worker';

const LOOK_FOR_BUILD_MS = 3_600_000;
/** How often it is looked who is seen, apart from frames in which somebody comes. */
const LOOK_EVERY_MS = 100;

/** The display that it belongs to. */
export interface Host {
  readonly id: string | null;
  readonly options: URLSearchParams;
  readonly show: Show;
  readonly glass: Glass;
  readonly painter: Painter;
  readonly painted: Painted;
  readonly stream: { readonly last: string | null };
  readonly last: Frame | null;
  readonly errors: number;
  readonly key: string | null;
  readonly shelves: { readonly window: Shelf | null; readonly browser: Shelf | null };
  readonly quiet: Promise<void>;
  /** Number of the screen that this window is. */
  screen: number | null;
  /** The stream goes on where it is, as this screen or as none. */
  become(key: string | null): void;
}

export class Company {
  private readonly plays = new Plays();
  private readonly reloads: Reloads;
  private readonly enrolment: Enrolment;
  private readonly reporter: Reporter;
  private readonly overlay: Overlay;
  private readonly shell = new Shell(navigator.serviceWorker as ServiceWorkerContainer | undefined);
  private me: Entered | null = null;
  private wasScreen = false;
  private renewable = false;
  private lookedAt = 0;

  constructor(private readonly host: Host) {
    const { id, shelves, painter, show } = host;
    const address = id ?? '';
    const beep = painter.beep = new Beep(window);
    this.reloads = new Reloads(shelves.window);
    const identity = new Identity(shelves.window, shelves.browser, claims(), address);
    this.enrolment = new Enrolment({ post, after, device, quiet: () => host.quiet }, address, identity, (standing) => { this.stand(standing); });
    this.reporter = new Reporter({ post, after, beacon }, address, this.plays, () => reportOf(this.told()));
    this.overlay = new Overlay(document, {
      after,
      muted: () => beep.muted,
      mute: () => {
        beep.muted = !beep.muted;
        this.refresh();
      },
      clearQueue: () => { show.clearQueue(performance.now()); },
      report: () => linesOf(this.told(), id, painter.resize()),
      screen: () => this.title(),
      mayRenew: () => this.renewable,
      renew: () => { this.renew(); },
    });
  }

  /** Resolves when the stream may be opened. */
  enter(): Promise<void> {
    return this.enrolment.begin(this.host.options.get('screen'));
  }

  /** The light, the page and the newest build are kept. */
  keep(): void {
    const light = (): void => { if (document.visibilityState === 'visible') void holdLight(document, navigator); };
    document.addEventListener('visibilitychange', light);
    light();
    void this.host.quiet.then(() => { this.shell.register(); });
    setInterval(() => { this.shell.look(); }, LOOK_FOR_BUILD_MS);
  }

  obey({ session, screen }: Assignment): void {
    if (session !== null && screen === null && this.wasScreen) this.lose();
    this.wasScreen = screen !== null;
    if (screen === null) return;
    if (this.me !== null) this.me = { ...this.me, number: screen.number, name: screen.name };
    if (this.me !== null) this.host.screen = screen.number;
    if (this.reloads.asks(screen.id, screen.reloads)) void this.reload();
  }

  /** What the frame before drew is on the glass now. */
  look(last: Frame | null, now: number): void {
    if (last === null || (last.shown.length === 0 && now - this.lookedAt < LOOK_EVERY_MS)) return;
    this.lookedAt = now;
    this.plays.painted(last.picture, last.shown, this.host.show.utc(now));
  }

  refresh(): void {
    const { glass: { room }, last, show } = this.host;
    // An emergency is never dimmed.
    room.shine(last?.picture.cover?.kind === 'emergency' ? 1 : light(room.settings, minuteOf(show.clock(performance.now()))));
    this.overlay.refresh(sayingsIn(this.host.show.speaks.language));
  }

  leave(): void {
    this.reporter.leave(this.host.show.utc(performance.now()));
  }

  get updateReady(): boolean {
    return this.shell.updateReady;
  }

  /** Only from a hub that is there, so that no screen is left without a page. */
  private async reload(): Promise<void> {
    const answer = await lookUp(this.host.id ?? '', (input, init) => fetch(input, init));
    if (answer.kind === 'found' || answer.kind === 'waiting') location.reload();
  }

  private stand(standing: Standing): void {
    switch (standing.kind) {
      case 'likely':
        return this.become(standing.key);
      case 'screen':
        this.me = standing.screen;
        this.host.screen = standing.screen.number;
        this.become(standing.screen.key);
        this.reporter.speakAs(standing.screen.key);
        if (this.host.options.has('screen')) this.arrived();
        return;
      case 'refused':
        this.host.show.stand(standing.page);
        this.renewable = standing.page === 'no code';
        return;
      case 'nobody':
    }
  }

  private become(key: string): void {
    if (key === this.host.key) return;
    this.wasScreen = false;
    this.host.become(key);
  }

  /** The code has done its work: a reload is not another take-over. */
  private arrived(): void {
    this.host.show.stand(null);
    this.host.options.delete('screen');
    history.replaceState(null, '', location.pathname);
  }

  private lose(): void {
    const { key, show } = this.host;
    if (key === null) return;
    this.enrolment.lose(key);
    this.reporter.speakAs(null);
    this.me = null;
    this.host.screen = null;
    this.renewable = true;
    show.stand('replaced');
  }

  private renew(): void {
    this.renewable = false;
    this.arrived();
    this.host.become(null);
    void this.enrolment.begin(null);
  }

  private told(): Told {
    const { show, painted, stream, painter, last, errors, screen } = this.host;
    return { show, painted, stream, painter, last, screen, me: this.me, plays: this.plays, errors };
  }

  private title(): string {
    return titleOf(this.me, sayingsIn(this.host.show.speaks.language));
  }
}
