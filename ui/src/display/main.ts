/**
 * Why: the place where everything is joined: the one that knows the window, the clock, the network and
 * the order of things. Nothing is decided here. One loop draws; what arrives between two frames waits
 * for the next one.
 */
import fallbackFaces from 'virtual:fallback-faces';
import { displayId, lookUp } from '../api/display';
import type { Passing } from '../api/messages';
import { type Delivery, Stream } from '../api/stream';
import { PLAY } from '../director/arrivals';
import { place } from '../stage/fit';
import { Motions, type Pace } from '../stage/motion';
import { canvasMeasure } from '../stage/text';
import { SURROUNDINGS, after } from './browser';
import { Cache, shelfOf } from './cache';
import { DISPLAY, FORMS, Faces, PLAIN } from './faces';
import { type Health, Painted, expose } from './health';
import { Link } from './link';
import { Overlay } from './overlay';
import { Screen } from './screen';
import { type Frame, Show } from './show';
import { holdLight } from './wake';
import { Shell } from './worker';

const FONTS_WAIT_MS = 3000;
const HIDDEN_TICK_MS = 500;
const SAVE_EVERY_MS = 5000;
const LOOK_FOR_BUILD_MS = 3_600_000;

/** The faces that are measured; without them after 3 s the wall shows the system's own. */
async function fonts(): Promise<void> {
  const faces = [DISPLAY, PLAIN].map(({ family, weight }) => `${String(weight)} 100px ${family}`);
  const samples = ['Aa0', 'Łőş', 'Ωά', 'Жя']; // a piece of the face each; one that is not there is measured wrong
  const loads = faces.flatMap((face) => samples.map((sample) => document.fonts.load(face, sample)));
  const patience = new Promise<void>((resolve) => { after(FONTS_WAIT_MS, resolve); });
  await Promise.race([Promise.all(loads).catch(() => undefined), patience]);
}

function pace(options: URLSearchParams, still: MediaQueryList): Pace {
  return options.get('calm') === '1' || still.matches ? 'calm' : 'lively';
}

class Wall {
  private readonly show: Show;
  private readonly painted = new Painted();
  private readonly cache: Cache;
  private readonly link: Link;
  private readonly overlay: Overlay;
  private readonly shell = new Shell(navigator.serviceWorker as ServiceWorkerContainer | undefined);
  private stream: Stream | null = null;
  private last: Frame | null = null;
  private lastFrameAt = 0;
  private readonly startedAt = performance.now();

  constructor(
    private readonly id: string | null,
    options: URLSearchParams,
    private readonly screen: Screen,
    private readonly faces: Faces,
  ) {
    const unknown = options.get('unknown') === '1' ? 'shown' : 'hidden';
    this.show = new Show(PLAY, unknown, performance.now(), () => Date.now());
    this.cache = new Cache(shelfOf(window), id ?? '');
    this.link = new Link(
      { lookUp: () => lookUp(id ?? '', (input, init) => fetch(input, init)), after },
      (url) => this.line(url),
      (kind, info) => {
        this.show.found(kind, info);
        if (kind === 'ended') this.cache.forget();
      },
    );
    this.overlay = new Overlay(document, { after, report: () => this.report() });
    expose(window, () => this.health());
  }

  start(): void {
    this.listen();
    this.resize();
    if (this.id === null) this.show.found('wrong', null);
    else this.open();
    const loop = (): void => {
      this.frame();
      requestAnimationFrame(loop);
    };
    loop();
    // A hidden page gets no frames; the queue must move on all the same.
    setInterval(() => { this.tick(); }, HIDDEN_TICK_MS);
  }

  private open(): void {
    const before = this.cache.load();
    if (before !== null) {
      this.show.restore(before);
      this.spell(before.snapshot?.passings ?? []);
    }
    this.cache.forgetOthers(Date.now());
    this.link.begin(before?.info ?? null);
    this.shell.register();
    setInterval(() => { this.save(); }, SAVE_EVERY_MS);
    setInterval(() => { this.shell.look(); }, LOOK_FOR_BUILD_MS);
  }

  private line(url: string): Stream {
    this.stream = new Stream(url, SURROUNDINGS, (delivery) => { this.deliver(delivery); });
    return this.stream;
  }

  private deliver(delivery: Delivery): void {
    if (delivery.kind === 'snapshot' || delivery.kind === 'changes') this.spell(delivery.passings);
    this.show.deliver(delivery, performance.now());
    this.link.heard(delivery);
  }

  /** Asked for before the first frame with them, and never waited for. */
  private spell(passings: readonly Passing[]): void {
    this.faces.need(passings.flatMap(({ name, town, race, location }) => [name, town, race, location]));
  }

  private listen(): void {
    window.addEventListener('resize', () => { this.resize(); });
    window.addEventListener('online', () => this.stream?.online());
    window.addEventListener('pagehide', () => { this.save(); });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return;
      this.stream?.visible();
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
    this.painted.begin(Date.now());
    const frame = this.show.frame(now);
    this.screen.draw(frame.picture);
    const crossings = frame.shown.map(({ key, passing }) => ({ key, version: passing.version }));
    this.painted.commit(this.stream?.last?.version ?? 0, crossings);
    this.last = frame;
  }

  private tick(): void {
    if (performance.now() - this.lastFrameAt > HIDDEN_TICK_MS - 100) this.frame();
    this.resize(); // also the burn-in guard's step
    this.overlay.refresh();
    const resting = this.last?.picture.page.kind === 'rest';
    if (this.shell.updateReady && resting && this.show.connected(performance.now())) location.reload();
  }

  private save(): void {
    const { info, snapshot, recent } = this.show.keepsake();
    if (info !== null && snapshot !== null) this.cache.save(info, snapshot, recent, Date.now());
  }

  private health(): Health {
    const now = performance.now();
    const page = this.last?.picture.page;
    const cells = page?.kind === 'runners' ? page.scene.cells : [];
    return {
      version: this.stream?.last?.version ?? 0,
      shown: this.painted.shown,
      connected: this.show.connected(now),
      dataAgeMs: this.show.dataAge(now),
      lastPaintedVersion: this.painted.lastVersion,
      paints: this.painted.paints(),
      visible: cells.flatMap((shown) => (shown === null ? [] : [shown.arrival.key])),
      page: page?.kind ?? 'none',
      frames: this.painted.frames,
    };
  }

  private report(): readonly string[] {
    const health = this.health();
    const placement = place({ w: window.innerWidth, h: window.innerHeight });
    const scene = this.last?.picture.page;
    const mode = scene?.kind === 'runners' ? `${scene.scene.mode}, ${String(scene.scene.waiting)} wait` : '';
    return [
      `display   ${this.id ?? 'no link'}`,
      `window    ${String(window.innerWidth)} × ${String(window.innerHeight)}, scale ${placement.scale.toFixed(3)}, ${placement.shape}`,
      `stream    version ${String(health.version)}, painted ${String(health.lastPaintedVersion)}, ${health.connected ? 'connected' : 'not connected'}`,
      `data age  ${health.dataAgeMs === null ? 'no read yet' : `${(health.dataAgeMs / 1000).toFixed(1)} s`}`,
      `page      ${health.page} ${mode}`,
      `shown     ${String(health.shown)} since the page was opened, ${String(health.frames)} frames`,
    ];
  }
}

async function boot(): Promise<void> {
  const stage = document.getElementById('stage');
  if (stage === null) return;
  const options = new URLSearchParams(location.search);
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  const motions = new Motions(pace(options, still));
  still.addEventListener('change', () => { motions.setPace(pace(options, still)); });
  await fonts();
  const canvas = document.createElement('canvas');
  canvas.lang = FORMS; // other scripts have only one form
  const measure = canvasMeasure(canvas);
  const faces = new Faces(document, fallbackFaces, measure.forget);
  const screen = new Screen(stage, measure, motions);
  new Wall(displayId(location.pathname), options, screen, faces).start();
}

void boot();
