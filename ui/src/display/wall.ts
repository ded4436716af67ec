/**
 * Why: the place where everything is joined: the one that knows the window, the clock, the network and
 * the order of things. Nothing is decided here. One loop draws; what arrives between two frames waits
 * for the next one.
 */
import type { Assignment } from '../api/assignment';
import type { Passing } from '../api/messages';
import { lookUp, usualStream } from '../api/display';
import type { Entered } from '../api/screen';
import { type Delivery, Stream } from '../api/stream';
import { obeyMixer } from './mixer';
import { SURROUNDINGS, after, beacon, claims, device, post } from './browser';
import { Cache, shelfOf } from './cache';
import { Enrolment, type Standing } from './enrolment';
import type { Faces } from './faces';
import { Painted, expose } from './health';
import { Identity, saltOf } from './identity';
import { Link } from './link';
import type { Overlay } from './overlay';
import { type Glass, Painter } from './painter';
import { Plays } from './plays';
import { Reloads } from './reloads';
import { Reporter } from './reporter';
import { type Frame, Show } from './show';
import { type Told, healthOf, linesOf, reportOf, titleOf } from './status';
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
  /** Comes when the first picture stands. */
  private overlay: Pick<Overlay, 'refresh'> = { refresh: () => undefined };
  private readonly painter: Painter;
  private readonly shell = new Shell(navigator.serviceWorker as ServiceWorkerContainer | undefined);
  private pictureStands: () => void = () => undefined;
  private readonly quiet = new Promise<void>((resolve) => { this.pictureStands = resolve; });
  private me: Entered | null = null;
  private key: string | null = null;
  private wasScreen = false;
  private renewable = false;
  private last: Frame | null = null;
  private lastFrameAt = 0;
  private lookedAt = 0;
  private errors = 0;

  constructor(
    private readonly id: string | null,
    private readonly options: URLSearchParams,
    private readonly glass: Glass,
    private readonly faces: Faces,
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
    this.reporter = new Reporter({ post, after, beacon }, address, this.plays, () => reportOf(this.told()));
    this.painter = new Painter(glass, this.show, address, ofBrowser);
    expose(window, () => healthOf(this.told()));
  }

  /** Everything that takes time on the way is asked for at once; nothing is drawn yet. */
  begin(): void {
    this.listen();
    if (this.id === null) {
      this.show.found('wrong', null);
      return;
    }
    const before = this.cache.load();
    if (before !== null) {
      this.show.restore(before, performance.now());
      this.painter.follow(before.assignment);
    }
    this.faces.need((before?.passings ?? []).flatMap(wordsOf));
    // In a small frame of the app somebody only looks: no screen is made of that, and none is counted.
    const known = this.options.has('preview') ? Promise.resolve() : this.enrolment.begin(this.options.get('screen'));
    void known.then(() => { this.link.begin(); });
    after(QUIET_MS, this.pictureStands);
  }

  /** The faces are there, or have had their time. */
  draw(): void {
    this.painter.resize();
    const { transparent, everyMs } = this.glass.mixer;
    if (transparent) document.documentElement.classList.add('clear');
    obeyMixer(window, document.body);
    const loop = (): void => {
      if (performance.now() - this.lastFrameAt >= everyMs - 1) this.frame();
      requestAnimationFrame(loop);
    };
    loop();
    // A hidden page gets no frames; the queue must move on all the same.
    setInterval(() => { this.tick(); }, HIDDEN_TICK_MS);
    void this.control();
    if (this.id === null) return;
    this.cache.forgetOthers(Date.now());
    void this.quiet.then(() => { this.shell.register(); });
    setInterval(() => { this.save(); }, SAVE_EVERY_MS);
    setInterval(() => { this.shell.look(); }, LOOK_FOR_BUILD_MS);
  }

  private async control(): Promise<void> {
    if (this.id !== null) await this.quiet;
    // Without a hub and a cache there is no operator to be served either.
    const code = await import('./overlay').catch(() => null);
    if (code === null) return;
    this.overlay = new code.Overlay(document, {
      after,
      muted: () => this.painter.beep.muted,
      mute: () => {
        this.painter.beep.muted = !this.painter.beep.muted;
        this.overlay.refresh(this.show.speaks);
      },
      clearQueue: () => { this.show.clearQueue(performance.now()); },
      report: () => linesOf(this.told(), this.id, this.painter.resize()),
      screen: () => this.title(),
      mayRenew: () => this.renewable,
      renew: () => { this.renew(); },
    });
  }

  private deliver(delivery: Delivery): void {
    if (delivery.kind === 'snapshot' || delivery.kind === 'changes') {
      // Asked for before the first frame with them, and never waited for.
      this.faces.need(delivery.passings.flatMap(wordsOf));
    }
    this.show.deliver(delivery, performance.now());
    if (delivery.kind === 'assignment') this.obey(delivery);
    if (delivery.kind === 'snapshot') this.painted.told();
    this.link.heard(delivery);
  }

  private obey(assignment: Assignment): void {
    const { session, screen } = assignment;
    this.painter.follow(assignment);
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
    window.addEventListener('resize', () => { this.painter.resize(); });
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

  private frame(): void {
    const now = performance.now();
    this.lastFrameAt = now;
    this.painted.begin(Date.now(), now);
    if (this.painted.firstDataMs !== null) this.pictureStands();
    this.look(now);
    const frame = this.show.frame(now);
    this.painter.paint(frame, now);
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
    this.painter.resize(); // also the burn-in guard's step
    this.painter.shine(this.last?.picture.cover?.kind === 'emergency');
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

  private told(): Told {
    const { show, painted, stream, painter, last } = this;
    return { show, painted, stream, painter, last, me: this.me, plays: this.plays, errors: this.errors };
  }

  private title(): string {
    return titleOf(this.me, this.show.speaks);
  }
}
function wordsOf({ name, town, race, location, team, division, wave }: Passing): readonly (string | null)[] {
  return [name, town, race, location, team, division, wave];
}

function textsOf({ label, session, screen, notice }: Assignment): readonly (string | null)[] {
  const lines = session === null ? [] : [session.name, ...session.messages];
  return [label, screen && screen.name, notice && notice.text, ...lines];
}
