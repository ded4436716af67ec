/**
 * Why: over the picture of a template lie the words that are nobody's design: what is wrong with the link, that the
 * data are late, and what an operator says to everybody. They come after the first picture. All elements are made at
 * start; a frame only writes what differs from the frame before, and measures nothing.
 */
import { type Placement, type Shape } from '../stage/fit';
import { Paragraph, type Room } from '../stage/paragraph';
import { type Box, Label, type Measure, canvasMeasure } from '../stage/text';
import type { Honesty } from './age';
import { CoverPage } from './cover';
import { DIGITS, DISPLAY, FORMS, PLAIN } from './faces';
import type { Picture } from './picture';
import { type Sayings, sayingsIn } from './sayings';

/** What lies below: a template of the product, one that somebody drew, or nothing that could be drawn. */
export type Below = 'starter' | 'own' | 'nothing';

interface Frame {
  readonly corner: Box;
  readonly band: Box;
  readonly noticeTitle: Box;
  readonly noticeText: Box;
  readonly noticeMore: Box;
  readonly waitText: Box;
  readonly waitTime: Box;
}

/** Whose display it is, while it waits: the words of whoever gave the link, so they may need two lines. */
const EVENT: Readonly<Record<Shape, Room>> = {
  landscape: { x: 64, y: 150, w: 1792, h: 340, most: 190, foot: true },
  portrait: { x: 48, y: 460, w: 984, h: 400, most: 180, foot: true },
};

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
    corner: { x: 1336, y: 1004, w: 520, h: 52, size: 30, align: 'right' },
    band: { x: 0, y: 1034, w: 1920, h: 46, size: 38, align: 'center', filled: true },
    noticeTitle: { x: 64, y: 400, w: 1792, h: 170, size: 170 },
    noticeText: { x: 64, y: 590, w: 1792, h: 84, size: 62 },
    noticeMore: { x: 64, y: 674, w: 1792, h: 84, size: 62 },
    waitText: { x: 64, y: 510, w: 1792, h: 96, size: 76 },
    waitTime: { x: 64, y: 630, w: 1792, h: 300, size: 330 },
  },
  portrait: {
    corner: { x: 48, y: 1858, w: 984, h: 44, size: 30, align: 'right' },
    band: { x: 0, y: 1856, w: 1080, h: 64, size: 48, align: 'center', filled: true },
    noticeTitle: { x: 48, y: 760, w: 984, h: 150, size: 120 },
    noticeText: { x: 48, y: 920, w: 984, h: 76, size: 54 },
    noticeMore: { x: 48, y: 996, w: 984, h: 76, size: 54 },
    waitText: { x: 48, y: 884, w: 984, h: 96, size: 72 },
    waitTime: { x: 48, y: 1010, w: 940, h: 260, size: 290, least: 0.4 },
  },
};

/** `waits`: it will be over at a time, or by itself. */
interface Notice {
  readonly kind: 'ended' | 'waits';
  readonly title: string;
  readonly text: string;
  readonly more: string;
}
const NOTHING: Notice = { kind: 'ended', title: '', text: '', more: '' };

export class Screen {
  private readonly notice = document.createElement('section');
  private readonly cover: CoverPage;
  private readonly message: Paragraph;
  private readonly event: Paragraph;
  private readonly labels: Readonly<Record<keyof Frame, Label>>;
  private shape: Shape = 'landscape';

  constructor(private readonly stage: HTMLElement, measure: Measure) {
    this.cover = new CoverPage(measure);
    this.message = new Paragraph('message', DISPLAY, measure);
    this.event = new Paragraph('event', DISPLAY, measure);
    const strong = (name: string): Label => new Label(name, DISPLAY, measure);
    const plain = (name: string): Label => new Label(name, PLAIN, measure);
    this.labels = {
      corner: plain('corner'), band: strong('band-late'), noticeTitle: strong('notice-title'),
      noticeText: plain('notice-text'), noticeMore: plain('notice-text'),
      waitText: plain('wait-text'), waitTime: new Label('wait-time', DIGITS, measure),
    };
    this.build();
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

  draw(picture: Picture, below: Below): void {
    const frame = FRAME[this.shape];
    const sayings = sayingsIn(picture.words.language);
    const notice = noticeOf(picture, below, sayings);
    this.drawNotice(notice, picture, frame);
    this.drawCorner(picture, notice === null ? below : 'own', frame, sayings);
    this.drawMessage(picture);
    this.cover.draw(this.shape, picture.cover);
  }

  private build(): void {
    const { corner, band, noticeTitle, noticeText, noticeMore, waitText, waitTime } = this.labels;
    this.notice.className = 'page notice';
    this.notice.append(noticeTitle.element, noticeText.element, noticeMore.element, this.event.element, waitText.element, waitTime.element);
    this.message.element.setAttribute('role', 'status');
    this.stage.append(this.notice, corner.element, band.element, this.message.element, this.cover.element);
  }

  private drawNotice(notice: Notice | null, { page }: Picture, frame: Frame): void {
    const kind = notice === null ? page.kind : 'notice';
    if (this.stage.dataset['page'] !== kind) this.stage.dataset['page'] = kind;
    const opacity = notice === null ? '0' : '1';
    if (this.notice.style.opacity !== opacity) this.notice.style.opacity = opacity;
    const { kind: sort, title, text, more } = notice ?? NOTHING;
    const said = (wanted: Notice['kind'], words: string): string => (sort === wanted ? words : '');
    this.labels.noticeTitle.set(said('ended', title), frame.noticeTitle);
    this.labels.noticeText.set(said('ended', text), frame.noticeText);
    this.labels.noticeMore.set(said('ended', more), frame.noticeMore);
    this.event.set(said('waits', title), EVENT[this.shape]);
    this.labels.waitText.set(said('waits', text), frame.waitText);
    this.labels.waitTime.set(said('waits', more), frame.waitTime);
  }

  /** A page that explains itself has no room for it, and nobody to read it. */
  private drawMessage({ message, page }: Picture): void {
    const text = page.kind === 'notice' ? '' : message;
    const sort = text === '' ? 'none' : page.kind;
    if (this.stage.dataset['message'] !== sort) this.stage.dataset['message'] = sort;
    this.message.set(text, MESSAGE[this.shape][page.kind === 'runners' ? 'runners' : 'rest']);
  }

  /** Who draws a template says how live it is; that it is late is said over each. */
  private drawCorner({ honesty, page }: Picture, below: Below, frame: Frame, sayings: Sayings): void {
    // A link that has ended has no data, so nothing to be late.
    const late = honesty.kind === 'delayed' && page.kind !== 'notice';
    const quiet = late || below === 'own';
    if (this.stage.dataset['honesty'] !== honesty.kind) this.stage.dataset['honesty'] = honesty.kind;
    this.labels.corner.set(quiet ? '' : cornerText(honesty, sayings), frame.corner);
    this.labels.band.set(late ? bandText(honesty, sayings) : '', frame.band);
  }
}

/** Until the link opens, and where no template could be had, the event and the time stand for it. */
function noticeOf({ page, title, clock }: Picture, below: Below, { pages }: Sayings): Notice | null {
  if (page.kind === 'notice') return { kind: 'ended', title: pages[page.problem].title, text: pages[page.problem].text[0], more: pages[page.problem].text[1] };
  const text = page.kind === 'rest' ? page.words : '';
  const waits = page.kind === 'rest' && page.until !== undefined;
  return waits || below === 'nothing' ? { kind: 'waits', title, text, more: clock } : null;
}

function cornerText(honesty: Honesty, sayings: Sayings): string {
  switch (honesty.kind) {
    case 'connecting':
      return sayings.connecting;
    case 'live':
      return honesty.newestMs === null ? sayings.noReadYet : liveText(honesty.newestMs, honesty.oldest, sayings);
    case 'silent':
      return sayings.noConnection(honesty.silentMs);
    case 'delayed':
      return '';
  }
}

function liveText(newestMs: number, oldest: Extract<Honesty, { kind: 'live' }>['oldest'], sayings: Sayings): string {
  const newest = sayings.newest(newestMs);
  return oldest === null ? newest : `${newest} · ${sayings.since(oldest.name, oldest.ms)}`;
}

function bandText(late: Extract<Honesty, { kind: 'delayed' }>, sayings: Sayings): string {
  const why = late.cause === 'catching up' ? sayings.catchingUp : sayings.hubAway;
  return `${sayings.delayed(late.delayMs, late.where)} · ${why}`;
}

/** On the page's own stage, and how it measures anew. */
export function screenOn(stage: HTMLElement): { readonly screen: Screen; readonly forget: () => void } {
  const canvas = document.createElement('canvas');
  canvas.lang = FORMS; // other scripts have only one form
  const measure = canvasMeasure(canvas);
  return { screen: new Screen(stage, measure), forget: measure.forget };
}
