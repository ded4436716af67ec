/**
 * Why: the place where everything is joined: the one that knows the window, the clock, the network and
 * the order of things. Nothing is decided here. One loop draws; what arrives between two frames waits
 * for the next one. What no picture waits for comes after the first one; see company.ts.
 */
import type { Assignment } from '../api/assignment';
import type { Passing } from '../api/messages';
import { lookUp, usualStream } from '../api/display';
import { type Delivery, Stream } from '../api/stream';
import { SURROUNDINGS, after } from './browser';
import { Cache, shelfOf } from './cache';
import type { Company, Host } from './company';
import type { Foreign } from './foreign';
import { Painted, expose, healthOf } from './health';
import { hasKeys, likelyKey, saltOf } from './keys';
import { Link } from './link';
import { obeyMixer } from './mixer';
import { type Glass, Painter } from './painter';
import { type Frame, Show } from './show';

const HIDDEN_TICK_MS = 500;
const SAVE_EVERY_MS = 5000;
/** What is not needed for the first picture waits for it, or so long. */
const QUIET_MS = 1000;

export class Wall implements Host {
  readonly show: Show;
  readonly painted = new Painted();
  readonly stream: Stream;
  readonly painter: Painter;
  readonly shelves = { window: shelfOf(() => window.sessionStorage), browser: shelfOf(() => window.localStorage) };
  readonly quiet: Promise<void>;
  screen: number | null = null;
  key: string | null = null;
  last: Frame | null = null;
  errors = 0;
  private readonly cache: Cache;
  private readonly link: Link;
  private company: Company | null = null;
  private joining: Promise<Company> | null = null;
  private pictureStands: () => void = () => undefined;
  private lastFrameAt = 0;

  constructor(readonly id: string | null, readonly options: URLSearchParams, readonly glass: Glass, private readonly foreign: Foreign) {
    const address = id ?? '';
    this.quiet = new Promise<void>((resolve) => { this.pictureStands = resolve; });
    this.show = new Show({
      utc: () => Date.now(), language: navigator.language, salt: saltOf(this.shelves.window), setUp: options.get('unknown') === '1',
    }, performance.now());
    this.cache = new Cache(this.shelves.browser, address);
    this.stream = new Stream(usualStream(address), SURROUNDINGS, (delivery) => { this.deliver(delivery); });
    this.link = new Link(
      { lookUp: () => lookUp(address, (input, init) => fetch(input, init)), after }, this.stream,
      (kind, info) => {
        this.show.found(kind, info);
        if (kind === 'ended') this.cache.forget();
      },
    );
    this.painter = new Painter(glass, this.show, address, this.shelves.browser);
    expose(window, () => healthOf(this));
  }

  /** Everything that takes time on the way is asked for at once; nothing is drawn yet. */
  begin(): void {
    this.listen();
    after(QUIET_MS, this.pictureStands);
    if (this.id === null) {
      this.show.found('wrong', null);
      return;
    }
    const before = this.cache.load();
    if (before !== null) {
      this.show.restore(before, performance.now());
      this.painter.follow(before.assignment);
    }
    this.foreign.need((before?.passings ?? []).flatMap(wordsOf));
    void this.enter().then(() => { this.link.begin(); });
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
    void this.quiet.then(() => this.join()).then((company) => {
      if (this.id === null) return;
      this.cache.forgetOthers(Date.now());
      company.keep();
    }, () => undefined);
    if (this.id !== null) setInterval(() => { this.save(); }, SAVE_EVERY_MS);
  }

  become(key: string | null): void {
    this.key = key;
    const usual = usualStream(this.id ?? '');
    this.stream.move(key === null ? usual : `${usual}?screen=${encodeURIComponent(key)}`);
  }

  /**
   * Who this window is, as far as the stream must know it. A browser that has kept keys must first see which one is
   * free. In a small frame of the app somebody only looks: no screen is made of that, and none is counted.
   */
  private async enter(): Promise<void> {
    if (this.options.has('preview')) return;
    const code = this.options.has('screen');
    const likely = code ? null : likelyKey(this.shelves.window);
    if (likely !== null) this.become(likely);
    if (code || likely !== null || !hasKeys(this.shelves.browser)) void this.quiet.then(() => this.join()).then((company) => company.enter(), () => undefined);
    else await this.join().then((company) => company.enter(), () => undefined);
  }

  /** Without a hub and a cache it comes later, or not at all. */
  private join(): Promise<Company> {
    this.joining = this.joining ?? import('./after').then((code) => {
      const company = this.company = new code.Company(this);
      if (this.show.assigned !== null) company.obey(this.show.assigned);
      return company;
    });
    return this.joining;
  }

  private deliver(delivery: Delivery): void {
    // Asked for before the first frame with them, and never waited for.
    if (delivery.kind === 'snapshot' || delivery.kind === 'changes') this.foreign.need(delivery.passings.flatMap(wordsOf));
    if (delivery.kind === 'feed') this.foreign.need(delivery.rows.flatMap(wordsOf));
    this.show.deliver(delivery, performance.now());
    if (delivery.kind === 'assignment') this.obey(delivery);
    if (delivery.kind === 'snapshot') this.painted.told();
    this.link.heard(delivery);
  }

  private obey(assignment: Assignment): void {
    this.painter.follow(assignment);
    this.foreign.need(textsOf(assignment));
    this.company?.obey(assignment);
  }

  private listen(): void {
    window.addEventListener('resize', () => { this.painter.resize(); });
    window.addEventListener('online', () => { this.stream.online(); });
    window.addEventListener('error', () => { this.errors += 1; });
    window.addEventListener('unhandledrejection', () => { this.errors += 1; });
    window.addEventListener('pagehide', () => {
      this.save();
      this.company?.leave();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.stream.visible();
    });
  }

  private frame(): void {
    const now = performance.now();
    this.lastFrameAt = now;
    this.painted.begin(Date.now(), now);
    if (this.painted.firstDataMs !== null) this.pictureStands();
    this.company?.look(this.last, now);
    if (!this.painter.ready(now)) return;
    const frame = this.show.frame(now);
    this.painter.paint(frame, now);
    this.painted.commit(this.stream.last ?? '', frame.shown.map(({ key, passing }) => ({ key, version: passing.version })));
    this.last = frame;
  }

  private tick(): void {
    if (performance.now() - this.lastFrameAt > HIDDEN_TICK_MS - 100) this.frame();
    this.painter.resize(); // also the burn-in guard's step
    this.company?.refresh();
    if (this.last === null) return;
    this.name(this.last);
    const { page, cover } = this.last.picture;
    const resting = page.kind === 'rest' && cover === null;
    if (this.company?.updateReady === true && resting && this.show.connected(performance.now())) location.reload();
  }

  /** Beside the picture. */
  private name({ picture: { cover, title, words } }: Frame): void {
    if (document.documentElement.lang !== words.language) document.documentElement.lang = words.language;
    if (document.title !== title) document.title = title;
    document.body.classList.toggle('dark', cover?.kind === 'blank');
  }

  private save(): void {
    const { assignment, passings } = this.show.keepsake();
    if (assignment !== null) this.cache.save(assignment, passings, Date.now());
  }
}

function wordsOf({ name, town, race, location, team, division, wave }: Passing): readonly (string | null)[] {
  return [name, town, race, location, team, division, wave];
}

function textsOf({ label, session, screen, notice }: Assignment): readonly (string | null)[] {
  const lines = session === null ? [] : [session.name, ...session.messages];
  return [label, screen && screen.name, notice && notice.text, ...lines];
}
