/**
 * Why: the one module that turns a picture into elements. All of them are made at start; a frame only
 * writes what differs from the frame before, measures nothing, and leaves nothing behind.
 */
import type { Scene } from '../director/arrivals';
import { type Placement, type Shape } from '../stage/fit';
import { type Rect, cells } from '../stage/grid';
import type { Motions } from '../stage/motion';
import { Paragraph, type Room } from '../stage/paragraph';
import { Pool } from '../stage/pool';
import { wayOf } from '../stage/reflow';
import { type Box, Label, type Measure } from '../stage/text';
import type { Honesty } from './age';
import type { Finisher } from './board';
import { Card } from './card';
import { CoverPage } from './cover';
import { DIGITS, DISPLAY, PLAIN } from './faces';
import { type CardLayout, cardLayout } from './layout';
import type { Page, Picture } from './picture';
import { RestPage } from './rest';
import { Sizes } from './sizes';
import type { Words } from './words';

/** One more than the largest picture, twice: those who leave are still fading. */
const CARDS = 34;

interface Frame {
  readonly title: Box;
  readonly clock: Box;
  readonly more: Box;
  readonly ticker: Box;
  readonly corner: Box;
  readonly band: Box;
  readonly noticeTitle: Box;
  readonly noticeText: Box;
  readonly noticeMore: Box;
}

/** Where an operator's message stands, on each page where no runner does. */
const MESSAGE: Readonly<Record<Shape, Readonly<Record<'rest' | 'runners', Room>>>> = {
  landscape: {
    rest: { x: 64, y: 24, w: 1792, h: 276, most: 150 },
    runners: { x: 64, y: 8, w: 1792, h: 122, most: 104 },
  },
  portrait: {
    rest: { x: 48, y: 30, w: 984, h: 370, most: 150 },
    runners: { x: 48, y: 12, w: 984, h: 188, most: 120 },
  },
};

const FRAME: Readonly<Record<Shape, Frame>> = {
  landscape: {
    title: { x: 64, y: 40, w: 1230, h: 80, size: 64 },
    clock: { x: 1496, y: 36, w: 360, h: 88, size: 88, align: 'right' },
    more: { x: 1324, y: 46, w: 140, h: 68, size: 56, align: 'center', filled: true },
    ticker: { x: 64, y: 990, w: 1240, h: 44, size: 38 },
    corner: { x: 1336, y: 1004, w: 520, h: 52, size: 30, align: 'right' },
    band: { x: 0, y: 1034, w: 1920, h: 46, size: 38, align: 'center', filled: true },
    noticeTitle: { x: 64, y: 400, w: 1792, h: 170, size: 170 },
    noticeText: { x: 64, y: 590, w: 1792, h: 84, size: 62 },
    noticeMore: { x: 64, y: 674, w: 1792, h: 84, size: 62 },
  },
  portrait: {
    title: { x: 48, y: 44, w: 984, h: 72, size: 64 },
    clock: { x: 48, y: 116, w: 400, h: 92, size: 92 },
    more: { x: 872, y: 126, w: 160, h: 72, size: 60, align: 'center', filled: true },
    ticker: { x: 48, y: 1800, w: 984, h: 50, size: 40 },
    corner: { x: 48, y: 1858, w: 984, h: 44, size: 30, align: 'right' },
    band: { x: 0, y: 1856, w: 1080, h: 64, size: 48, align: 'center', filled: true },
    noticeTitle: { x: 48, y: 760, w: 984, h: 150, size: 120 },
    noticeText: { x: 48, y: 920, w: 984, h: 76, size: 54 },
    noticeMore: { x: 48, y: 996, w: 984, h: 76, size: 54 },
  },
};

/** A runner of the scene in her place; the card is undefined for who just comes. */
interface Standing {
  readonly place: Rect;
  readonly layout: CardLayout;
  readonly finisher: Finisher;
  readonly card: Card | undefined;
}

interface Arrangement {
  readonly cells: readonly Rect[];
  readonly layouts: readonly CardLayout[];
}

export class Screen {
  private readonly pool: Pool<Card>;
  private readonly runners = document.createElement('section');
  private readonly notice = document.createElement('section');
  private readonly rest: RestPage;
  private readonly cover: CoverPage;
  private readonly message: Paragraph;
  private readonly labels: Readonly<Record<keyof Frame, Label>>;
  private readonly sizes: Sizes;
  private readonly arrangements = new Map<string, Arrangement>();
  private shape: Shape = 'landscape';
  private pageKind: Page['kind'] | null = null;

  constructor(
    private readonly stage: HTMLElement,
    measure: Measure,
    private readonly motions: Motions,
  ) {
    const cards = Array.from({ length: CARDS }, () => new Card(measure));
    this.pool = new Pool(cards);
    this.sizes = new Sizes(measure);
    this.rest = new RestPage(measure);
    this.cover = new CoverPage(measure);
    this.message = new Paragraph('message', DISPLAY, measure);
    const strong = (name: string): Label => new Label(name, DISPLAY, measure);
    const plain = (name: string): Label => new Label(name, PLAIN, measure);
    this.labels = {
      title: strong('title'), clock: new Label('clock', DIGITS, measure), more: strong('more'), ticker: plain('ticker'),
      corner: plain('corner'), band: strong('band-late'), noticeTitle: strong('notice-title'),
      noticeText: plain('notice-text'), noticeMore: plain('notice-text'),
    };
    this.build(cards);
  }

  /** The window changed, or the burn-in guard took its step. */
  fit(placement: Placement, away: { readonly x: number; readonly y: number }): void {
    this.shape = placement.shape;
    this.stage.dataset['shape'] = placement.shape;
    const x = placement.x + away.x;
    const y = placement.y + away.y;
    this.stage.style.transform =
      `translate(${String(x)}px, ${String(y)}px) scale(${String(placement.scale)})`;
  }

  /** `over`: a template is drawn below, so here is only what goes before it. */
  draw(whole: Picture, over = false): void {
    const picture = over ? overlaid(whole) : whole;
    if ('over' in this.stage.dataset !== over) this.stage.toggleAttribute('data-over', over);
    const frame = FRAME[this.shape];
    this.turnTo(picture.page);
    this.drawCorner(picture, frame);
    this.drawMessage(picture);
    this.cover.draw(this.shape, picture.cover);
    this.labels.ticker.set(tickerText(picture), frame.ticker);
    this.labels.title.set(picture.title, frame.title);
    this.labels.clock.set(picture.clock, frame.clock);
    this.drawPage(picture, frame);
  }

  private build(cards: readonly Card[]): void {
    const { title, clock, more, ticker, corner, band, noticeTitle, noticeText, noticeMore } = this.labels;
    this.runners.className = 'page runners';
    this.notice.className = 'page notice';
    this.runners.append(title.element, clock.element, more.element, ...cards.map((card) => card.element));
    this.notice.append(noticeTitle.element, noticeText.element, noticeMore.element);
    this.stage.append(this.rest.element, this.runners, this.notice);
    this.message.element.setAttribute('role', 'status');
    this.stage.append(ticker.element, corner.element, band.element, this.message.element, this.cover.element);
  }

  /** A page that explains itself has no room for it, and nobody to read it. */
  private drawMessage({ message, page }: Picture): void {
    const text = page.kind === 'notice' ? '' : message;
    const sort = text === '' ? 'none' : page.kind;
    if (this.stage.dataset['message'] !== sort) this.stage.dataset['message'] = sort;
    this.message.set(text, MESSAGE[this.shape][page.kind === 'runners' ? 'runners' : 'rest']);
  }

  private turnTo(page: Page): void {
    if (page.kind === this.pageKind) return;
    this.pageKind = page.kind;
    const pages = { rest: this.rest.element, runners: this.runners, notice: this.notice };
    for (const [kind, element] of Object.entries(pages)) {
      const was = element.style.opacity === '1';
      element.style.opacity = kind === page.kind ? '1' : '0';
      if (kind === page.kind) this.motions.play(element, { kind: 'appear', after: 'leaving' });
      else if (was) this.motions.play(element, { kind: 'vanish' });
    }
    this.stage.dataset['page'] = page.kind;
  }

  private drawPage(picture: Picture, frame: Frame): void {
    const page = picture.page;
    if (page.kind !== 'runners') this.drawCards(null, picture);
    switch (page.kind) {
      case 'notice':
        this.labels.noticeTitle.set(page.title, frame.noticeTitle);
        this.labels.noticeText.set(page.text[0] ?? '', frame.noticeText);
        this.labels.noticeMore.set(page.text[1] ?? '', frame.noticeMore);
        return;
      case 'rest':
        return this.rest.draw(this.shape, picture, page.words, page.recent);
      case 'runners': {
        const { waiting } = page.scene;
        this.labels.more.set(waiting > 0 ? picture.words.more(waiting) : '', frame.more);
        this.drawCards(page.scene, picture);
      }
    }
  }

  private drawCards(scene: Scene<Finisher> | null, picture: Picture): void {
    const here = scene?.cells ?? [];
    const keys = new Set(here.flatMap((shown) => (shown === null ? [] : [shown.arrival.key])));
    const gone = this.pool.giveBack(keys);
    for (const card of gone) card.leave(this.motions);
    if (here.length > 0) this.stand(this.standing(here), gone.length, picture);
  }

  private standing(here: Scene<Finisher>['cells']): readonly Standing[] {
    const { cells: places, layouts } = this.arrangement(here.length);
    return here.flatMap((shown, cell) => {
      const place = places[cell];
      const layout = layouts[cell];
      if (shown === null || place === undefined || layout === undefined) return [];
      return [{ place, layout, finisher: shown.arrival, card: this.pool.get(shown.arrival.key) }];
    });
  }

  private stand(all: readonly Standing[], gone: number, picture: Picture): void {
    const layout = all[0]?.layout;
    if (layout === undefined) return;
    const sizes = this.sizes.of(all.map(({ finisher }) => finisher.passing), layout, picture);
    const moves = all.flatMap(({ card, place }) => (card?.place ? [{ before: card.place, after: place }] : []));
    const still = gone === 0 && moves.every(({ before, after }) => before === after);
    for (const { finisher, place, layout: boxes, card } of all) {
      const lent = card ?? this.pool.take(finisher.key);
      lent?.fill(finisher.passing, boxes, sizes, picture);
      if (card?.place) card.go(place, boxes, this.motions, wayOf({ before: card.place, after: place }, moves));
      else lent?.come(place, boxes, this.motions, still ? 'still' : 'busy');
    }
  }

  /** Made once per size: places and boxes are compared by identity from frame to frame. */
  private arrangement(size: number): Arrangement {
    const name = `${this.shape} ${String(size)}`;
    const known = this.arrangements.get(name);
    if (known !== undefined) return known;
    const places = cells(this.shape, size);
    const layouts = new Map<string, CardLayout>();
    const layoutOf = (place: Rect): CardLayout => {
      const key = `${String(place.w)} ${String(place.h)}`;
      const layout = layouts.get(key) ?? cardLayout(place, size === 1);
      layouts.set(key, layout);
      return layout;
    };
    const made = { cells: places, layouts: places.map(layoutOf) };
    this.arrangements.set(name, made);
    return made;
  }

  private drawCorner({ honesty, page, words }: Picture, frame: Frame): void {
    // A link that has ended has no data, so nothing to be late.
    const late = honesty.kind === 'delayed' && page.kind !== 'notice';
    const quiet = late || page.kind === 'notice';
    if (this.stage.dataset['honesty'] !== honesty.kind) this.stage.dataset['honesty'] = honesty.kind;
    this.labels.corner.set(quiet ? '' : cornerText(honesty, words), frame.corner);
    this.labels.band.set(late ? bandText(honesty, words) : '', frame.band);
  }
}

/** Late data and operators' words; the rest is the template's. */
function overlaid(picture: Picture): Picture {
  const { page, honesty, message } = picture;
  const quiet: Page = page.kind === 'rest' ? { kind: 'rest', recent: [], words: '' } : page.kind === 'runners' ? { kind: 'runners', scene: NOBODY } : page;
  return { ...picture, page: quiet, title: '', clock: '', ticker: [], session: '', message: page.kind === 'rest' ? '' : message, honesty: honesty.kind === 'delayed' ? honesty : SAYS_NOTHING };
}

const NOBODY: Scene<Finisher> = { mode: 'solo', cells: [], waiting: 0 };
/** Its corner is not seen over a template. */
const SAYS_NOTHING: Honesty = { kind: 'live', newestMs: null, oldest: null };

function cornerText(honesty: Honesty, words: Words): string {
  switch (honesty.kind) {
    case 'connecting':
      return words.connecting;
    case 'live':
      return honesty.newestMs === null ? words.noReadYet : liveText(honesty.newestMs, honesty.oldest, words);
    case 'silent':
      return words.noConnection(honesty.silentMs);
    case 'delayed':
      return '';
  }
}

function liveText(newestMs: number, oldest: Extract<Honesty, { kind: 'live' }>['oldest'], words: Words): string {
  const newest = words.newest(newestMs);
  return oldest === null ? newest : `${newest} · ${words.since(oldest.name, oldest.ms)}`;
}

function bandText(late: Extract<Honesty, { kind: 'delayed' }>, words: Words): string {
  const why = late.cause === 'catching up' ? words.catchingUp : words.hubAway;
  return `${words.delayed(late.delayMs, late.where)} · ${why}`;
}

function tickerText({ ticker, words }: Picture): string {
  return ticker.length === 0 ? '' : `${words.alsoIn}: ${ticker.join(' · ')}`;
}
