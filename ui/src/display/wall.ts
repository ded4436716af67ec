/**
 * Why: the place where everything is joined: the one that knows the window, the clock, the network and
 * the order of things. Nothing is decided here. One loop draws; what arrives between two frames waits
 * for the next one.
 */
import type { Assignment } from '../api/assignment';
import { lookUp, usualStream } from '../api/display';
import type { Entered, Report, ScreenPage } from '../api/screen';
import { type Delivery, Stream } from '../api/stream';
import { place } from '../stage/fit';
import { BUILD, SURROUNDINGS, after, beacon, claims, device, post } from './browser';
import { Cache, shelfOf } from './cache';
import { Enrolment, type Standing } from './enrolment';
import type { Faces } from './faces';
import { type Health, Painted, expose } from './health';
import { Identity, saltOf } from './identity';
import { Link } from './link';
import { Overlay } from './overlay';
import { Plays } from './plays';
import { Reloads } from './reloads';
import { Reporter } from './reporter';
import type { Screen } from './screen';
import { type Frame, Show } from './show';
import { holdLight } from './wake';
import { Shell } from './worker';

const HIDDEN_TICK_MS = 500;
const SAVE_EVERY_MS = 5000;
const LOOK_FOR_BUILD_MS = 3_600_000;
/** What is not needed for the first picture waits for it, or so long. */
const QUIET_MS = 1000;
/** How often it is looked who is seen, apart from frames in which somebody comes. */
const LOOK_EVERY_MS = 100;

export class Wall {
  private readonly show: Show;
  private readonly painted = new Painted();
  private readonly plays = new Plays();
  private readonly reloads: Reloads;
  private readonly cache: Cache;
  private readonly stream: Stream;
  private readonly link: Link;
  private readonly enrolment: Enrolment;
  private readonly reporter: Reporter;
  private readonly overlay: Overlay;
  private readonly shell = new Shell(navigator.serviceWorker as ServiceWorkerContainer | undefined);
  private readonly startedAt = performance.now();
  private pictureStands: () => void = () => undefined;
  private readonly quiet = new Promise<void>((resolve) => { this.pictureStands = resolve; });
  private me: Entered | null = null;
  private key: string | null = null;
  private wasScreen = false;
  private renewable = false;
  private last: Frame | null = null;
  private lastFrameAt = 0;
  private lookedAt = 0;
  private reported = { frames: 0 };
  private errors = 0;

  constructor(
    private readonly id: string | null,
    private readonly options: URLSearchParams,
    private readonly screen: Screen,
    private readonly faces: Faces,
    private readonly calmer: (calm: boolean) => void,
  ) {
    const address = id ?? '';
    const ofWindow = shelfOf(() => window.sessionStorage);
    const ofBrowser = shelfOf(() => window.localStorage);
    this.show = new Show({
      utc: () => Date.now(), language: navigator.language, salt: saltOf(ofWindow), setUp: options.get('unknown') === '1',
    }, performance.now());
    this.reloads = new Reloads(ofWindow);
    this.cache = new Cache(ofBrowser, address);
    this.stream = new Stream(usualStream(address), SURROUNDINGS, (delivery) => { this.deliver(delivery); });
    this.link = new Link(
      { lookUp: () => lookUp(address, (input, init) => fetch(input, init)), after }, this.stream,
      (kind, info) => {
        this.show.found(kind, info);
        if (kind === 'ended') this.cache.forget();
      },
    );
    const identity = new Identity(ofWindow, ofBrowser, claims(), address);
    this.enrolment = new Enrolment({ post, after, device, quiet: () => this.quiet }, address, identity, (standing) => { this.stand(standing); });
    this.reporter = new Reporter({ post, after, beacon }, address, this.plays, () => this.report());
    this.overlay = new Overlay(document, {
      after,
      report: () => this.lines(),
      screen: () => this.title(),
      mayRenew: () => this.renewable,
      renew: () => { this.renew(); },
    });
    expose(window, () => this.health());
  }

  /** Everything that takes time on the way is asked for at once; nothing is drawn yet. */
  begin(): void {
    this.listen();
    if (this.id === null) {
      this.show.found('wrong', null);
      return;
    }
    const before = this.cache.load();
    if (before !== null) this.show.restore(before, performance.now());
    this.faces.need((before?.passings ?? []).flatMap(({ name, town, race, location }) => [name, town, race, location]));
    // In a small frame of the app somebody only looks: no screen is made of that, and none is counted.
    const known = this.options.has('preview') ? Promise.resolve() : this.enrolment.begin(this.options.get('screen'));
    void known.then(() => { this.link.begin(); });
    after(QUIET_MS, this.pictureStands);
  }

  /** The faces are there, or have had their time. */
  draw(): void {
    this.resize();
    const loop = (): void => {
      this.frame();
      requestAnimationFrame(loop);
    };
    loop();
    // A hidden page gets no frames; the queue must move on all the same.
    setInterval(() => { this.tick(); }, HIDDEN_TICK_MS);
    if (this.id === null) return;
    this.cache.forgetOthers(Date.now());
    void this.quiet.then(() => { this.shell.register(); });
    setInterval(() => { this.save(); }, SAVE_EVERY_MS);
    setInterval(() => { this.shell.look(); }, LOOK_FOR_BUILD_MS);
  }

  private deliver(delivery: Delivery): void {
    if (delivery.kind === 'snapshot' || delivery.kind === 'changes') {
      // Asked for before the first frame with them, and never waited for.
      this.faces.need(delivery.passings.flatMap(({ name, town, race, location }) => [name, town, race, location]));
    }
    this.show.deliver(delivery, performance.now());
    if (delivery.kind === 'assignment') this.obey(delivery);
    if (delivery.kind === 'snapshot') this.painted.told();
    this.link.heard(delivery);
  }

  private obey(assignment: Assignment): void {
    const { session, screen } = assignment;
    this.calmer(session !== null && session.calm);
    this.faces.need(textsOf(assignment));
    if (session !== null && screen === null && this.wasScreen) this.lose();
    this.wasScreen = screen !== null;
    if (screen === null) return;
    if (this.me !== null) this.me = { ...this.me, number: screen.number, name: screen.name };
    if (this.reloads.asks(screen.id, screen.reloads)) void this.reload();
  }

  /** Only from a hub that is there, so that no screen is left without a page. */
  private async reload(): Promise<void> {
    const answer = await lookUp(this.id ?? '', (input, init) => fetch(input, init));
    if (answer.kind === 'found' || answer.kind === 'waiting') location.reload();
  }

  private stand(standing: Standing): void {
    switch (standing.kind) {
      case 'likely':
        return this.become(standing.key);
      case 'screen':
        this.me = standing.screen;
        this.become(standing.screen.key);
        this.reporter.speakAs(standing.screen.key);
        if (this.options.has('screen')) this.arrived();
        return;
      case 'refused':
        this.show.stand(standing.page);
        this.renewable = standing.page === 'no code';
        return;
      case 'nobody':
    }
  }

  /** The stream goes on where it is, now as this screen. */
  private become(key: string): void {
    if (key === this.key) return;
    this.key = key;
    this.wasScreen = false;
    this.stream.move(`${usualStream(this.id ?? '')}?screen=${encodeURIComponent(key)}`);
  }

  /** The code has done its work: a reload is not another take-over. */
  private arrived(): void {
    this.show.stand(null);
    this.options.delete('screen');
    history.replaceState(null, '', location.pathname);
  }

  private lose(): void {
    if (this.key === null) return;
    this.enrolment.lose(this.key);
    this.reporter.speakAs(null);
    this.me = null;
    this.renewable = true;
    this.show.stand('replaced');
  }

  private renew(): void {
    this.renewable = false;
    this.key = null;
    this.options.delete('screen');
    history.replaceState(null, '', location.pathname);
    this.show.stand(null);
    this.stream.move(usualStream(this.id ?? ''));
    void this.enrolment.begin(null);
  }

  private listen(): void {
    window.addEventListener('resize', () => { this.resize(); });
    window.addEventListener('online', () => { this.stream.online(); });
    window.addEventListener('error', () => { this.errors += 1; });
    window.addEventListener('unhandledrejection', () => { this.errors += 1; });
    window.addEventListener('pagehide', () => {
      this.save();
      this.reporter.leave(this.show.utc(performance.now()));
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return;
      this.stream.visible();
      void holdLight(document, navigator);
    });
    void holdLight(document, navigator);
  }

  private resize(): void {
    const placement = place({ w: window.innerWidth, h: window.innerHeight });
    this.screen.fit(placement, performance.now() - this.startedAt);
  }

  private frame(): void {
    const now = performance.now();
    this.lastFrameAt = now;
    this.painted.begin(Date.now(), now);
    if (this.painted.firstDataMs !== null) this.pictureStands();
    this.look(now);
    const frame = this.show.frame(now);
    this.screen.draw(frame.picture);
    this.painted.commit(this.stream.last ?? '', frame.shown.map(({ key, passing }) => ({ key, version: passing.version })));
    this.last = frame;
  }

  /** What the frame before drew is on the glass now. */
  private look(now: number): void {
    if (this.last === null || (this.last.shown.length === 0 && now - this.lookedAt < LOOK_EVERY_MS)) return;
    this.lookedAt = now;
    this.plays.painted(this.last.picture, this.last.shown, this.show.utc(now));
  }

  private tick(): void {
    if (performance.now() - this.lastFrameAt > HIDDEN_TICK_MS - 100) this.frame();
    this.resize(); // also the burn-in guard's step
    this.overlay.refresh(this.show.speaks);
    if (this.last === null) return;
    const { page, cover, title, words } = this.last.picture;
    if (document.documentElement.lang !== words.language) document.documentElement.lang = words.language;
    if (document.title !== title) document.title = title;
    document.body.classList.toggle('dark', cover?.kind === 'blank');
    const resting = page.kind === 'rest' && cover === null;
    if (this.shell.updateReady && resting && this.show.connected(performance.now())) location.reload();
  }

  private save(): void {
    const { assignment, passings } = this.show.keepsake();
    if (assignment !== null) this.cache.save(assignment, passings, Date.now());
  }

  private page(): ScreenPage {
    const picture = this.last?.picture;
    return picture?.cover?.kind ?? picture?.page.kind ?? 'rest';
  }

  private visible(): readonly string[] {
    const page = this.last?.picture.page;
    const cells = page?.kind === 'runners' && this.last?.picture.cover === null ? page.scene.cells : [];
    return cells.flatMap((shown) => (shown === null ? [] : [shown.arrival.passing.key]));
  }

  private report(): Report {
    const { width, height, pixel_ratio } = device();
    const page = this.last?.picture.page;
    const age = this.show.dataAge(performance.now());
    const frames = this.painted.frames - this.reported.frames;
    this.reported = { frames: this.painted.frames };
    return {
      page: this.page(),
      showing: this.visible(),
      waiting: page?.kind === 'runners' ? page.scene.waiting : 0,
      frames,
      version: this.stream.last ?? '',
      build: BUILD,
      width, height, pixel_ratio,
      data_age_ms: age === null ? null : Math.round(age),
      latency: this.plays.latency(),
      errors: this.errors,
    };
  }

  private health(): Health {
    const now = performance.now();
    return {
      version: this.stream.last ?? '',
      shown: this.painted.shown,
      connected: this.show.connected(now),
      dataAgeMs: this.show.dataAge(now),
      lastPaintedVersion: this.painted.lastVersion,
      paints: this.painted.paints(),
      visible: this.visible(),
      page: this.last === null ? 'none' : this.page(),
      frames: this.painted.frames,
      firstDataMs: this.painted.firstDataMs,
      screen: this.me?.number ?? null,
    };
  }

  private title(): string {
    if (this.me === null) return '';
    return `${this.show.speaks.screen} ${String(this.me.number)} · ${this.me.name} · ${this.me.code}`;
  }

  private lines(): readonly string[] {
    const health = this.health();
    const placement = place({ w: window.innerWidth, h: window.innerHeight });
    const scene = this.last?.picture.page;
    const mode = scene?.kind === 'runners' ? `${scene.scene.mode}, ${String(scene.scene.waiting)} wait` : '';
    return [
      `display   ${this.id ?? 'no link'}, ${this.title() || 'no screen'}`,
      `window    ${String(window.innerWidth)} × ${String(window.innerHeight)}, scale ${placement.scale.toFixed(3)}, ${placement.shape}`,
      `stream    ${health.version || 'nothing yet'}, ${health.connected ? 'connected' : 'not connected'}`,
      `data age  ${health.dataAgeMs === null ? 'no read yet' : `${(health.dataAgeMs / 1000).toFixed(1)} s`}`,
      `page      ${health.page} ${mode}`,
      `shown     ${String(health.shown)} since the page was opened, ${String(health.frames)} frames, first after ${String(Math.round(health.firstDataMs ?? 0))} ms`,
      `build     ${BUILD}`,
    ];
  }
}

function textsOf({ label, session, screen, notice }: Assignment): readonly (string | null)[] {
  const lines = session === null ? [] : [session.name, ...session.messages];
  return [label, screen && screen.name, notice && notice.text, ...lines];
}
