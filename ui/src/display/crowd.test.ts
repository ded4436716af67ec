// @vitest-environment jsdom
/** A crowd on a running display: whatever arrives, is corrected or taken back, no name is ever seen over another one. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { measureWith } from '../binding/fit';
import { derived } from '../document/derive';
import type { TemplateDocument } from '../document/schema';
import type { Documents } from './documents';
import { Drawing } from './drawing';
import { NOON, assignmentOf, changesOf, runner, snapshotOf, stranger } from './sample';
import { Show } from './show';
import { Templates } from './templates';

const found = import.meta.glob<TemplateDocument>('../../../src/project88/templates/starters/*.json', { import: 'default', eager: true });
const starters = Object.entries(found).map(([path, document]) => [path.replace(/.*\/|\.json$/g, ''), document] as const);
/** Drawn for one runner, over a camera's picture: whatever lies below is seen through it. */
const PLAIN: TemplateDocument = {
  v: 1, name: 'Plain', size: { w: 1920, h: 1080 }, pages: { solo: { role: 'solo' }, rest: { role: 'rest' } },
  blocks: {
    name: { type: 'text', page: 'solo', z: 'a1', x: 80, y: 60, w: 1700, h: 300, text: [{ get: 'runner.name' }], when: { get: 'runner.name', op: 'filled' }, in: { name: 'zoomIn' } },
    nobody: { type: 'text', page: 'solo', z: 'a2', x: 80, y: 60, w: 1700, h: 300, text: ['Nobody'], when: { get: 'runner.name', op: 'empty' }, out: { name: 'fadeOut' } },
    time: { type: 'text', page: 'solo', z: 'a3', x: 80, y: 500, w: 1700, h: 300, text: [{ get: 'runner.time' }], out: { name: 'slideOutLeft', ms: 900 } },
  },
};

const STEP = 60;
const NAME = /Nr[a-j]{3}/i;
const nameOf = (number: number): string => `Nr${String(number).padStart(3, '0').replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`;

interface Moving { readonly frames: Keyframe[]; readonly from: number; readonly until: number; playState: string; cancel(): void }
interface Seen { readonly who: string; readonly text: string; readonly page: HTMLElement; readonly x: number; readonly y: number; readonly w: number; readonly h: number }

let now = 0;
let moving = new Map<Element, Moving[]>();

function running(element: HTMLElement): Moving | undefined {
  const runs = (moving.get(element) ?? []).filter(({ playState, until }) => playState === 'running' && now < until);
  return runs[runs.length - 1];
}

/** Of an element alone, 0 to 1; while it moves, as its frames say. */
function opacityOf(element: HTMLElement): number {
  const own = element.style.opacity === '' ? 1 : Number(element.style.opacity);
  const last = running(element);
  if (last === undefined) return own;
  const at = Math.min(1, Math.max(0, (now - last.from) / Math.max(1, last.until - last.from))) * (last.frames.length - 1);
  const [before, after] = [last.frames[Math.floor(at)], last.frames[Math.ceil(at)]].map((frame) => Number(frame?.['opacity'] ?? own)) as [number, number];
  return before + (after - before) * (at % 1);
}

/** What moves is where its frames say, and not where it has its place. */
function transformOf(element: HTMLElement): string {
  const frame = running(element)?.frames.slice(-1)[0]?.['transform'];
  return typeof frame === 'string' ? frame : element.style.transform;
}

const number = (text: string | undefined): number => Number.parseFloat(text ?? '') || 0;

/** Where a text stands, in design pixels, and how much of it is seen. */
function placeOf(text: Text, host: HTMLElement): Omit<Seen, 'who' | 'text'> & { readonly opacity: number } {
  let [x, y, w, h, opacity] = [0, 0, 0, 0, 1];
  let page = host;
  for (let each = text.parentElement; each !== null && each !== host; each = each.parentElement) {
    const { left, width, height, visibility, display } = each.style;
    const transform = transformOf(each);
    opacity *= visibility === 'hidden' || display === 'none' ? 0 : opacityOf(each);
    x += number(/translate\((-?[\d.]+)px/.exec(transform)?.[1]) + number(left);
    y += number(/translate(?:Y\(|\(.*, )(-?[\d.]+)px\)/.exec(transform)?.[1]);
    if (w === 0 && width.endsWith('px')) w = number(width);
    if (h === 0 && height.endsWith('px')) h = number(height);
    page = each;
  }
  return { page, x, y, w, h, opacity };
}

function seen(host: HTMLElement): Seen[] {
  const all: Seen[] = [];
  const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node as Text).data;
    const who = NAME.exec(text)?.[0].toLowerCase();
    if (who === undefined) continue;
    const { opacity, ...place } = placeOf(node as Text, host);
    if (opacity > 0.05) all.push({ who, text, ...place });
  }
  // A page with a ground hides those below it.
  const pages = ([...host.children] as HTMLElement[]).filter(({ style }) => style.visibility !== 'hidden');
  const ground = pages.reduce((highest, { style }, place) => (style.backgroundColor !== '' || style.backgroundImage !== '' ? place : highest), 0);
  return all.filter(({ page }) => pages.indexOf(page) >= ground);
}

/** Places that only touch are side by side; so are those whose halves of a pixel differ. */
const meet = (from: number, long: number, other: number, otherLong: number): boolean => Math.min(from + long, other + otherLong) - Math.max(from, other) > 1;

function overlaps(all: readonly Seen[]): string[] {
  return all.flatMap((one, at) => all.slice(at + 1)
    .filter((other) => one.who !== other.who && meet(one.x, one.w, other.x, other.w) && meet(one.y, one.h, other.y, other.h))
    .map((other) => `${one.text} (${one.page.dataset['page'] ?? ''}) and ${other.text} (${other.page.dataset['page'] ?? ''}) at ${String(one.x)}, ${String(one.y)}`));
}

type Fate = 'known' | 'known later' | 'taken back';
interface Arrival { readonly gap: number; readonly fate: Fate; readonly after: number }
const arrival = fc.record<Arrival>({
  gap: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 120 }) }, { weight: 3, arbitrary: fc.integer({ min: 100, max: 1500 }) }, { weight: 1, arbitrary: fc.integer({ min: 3000, max: 16_000 }) }),
  fate: fc.oneof({ weight: 4, arbitrary: fc.constant('known' as const) }, { weight: 1, arbitrary: fc.constantFrom('known later' as const, 'taken back' as const) }),
  after: fc.integer({ min: 20, max: 2500 }),
});

/** What the hub tells, in the order of time. */
function told(crowd: readonly Arrival[]): { at: number; deliver: (show: Show) => void }[] {
  let at = 200;
  let version = 0;
  const change = (number: number, later: boolean, fate: Fate) => (show: Show): void => {
    const name = nameOf(number);
    const known = { name: `${name} Lo${name.toLowerCase()}`, firstName: name, lastName: `Lo${name.toLowerCase()}`, version: ++version, received: NOON + now };
    const key = runner(number).key;
    const gone = later && fate === 'taken back';
    const passing = fate === 'known later' && !later ? stranger(number, { ...known, name: null, firstName: null, lastName: null }) : runner(number, known);
    show.deliver(changesOf(gone ? [] : [passing], { now: NOON + now, version, withdrawn: gone ? [key] : [] }), now);
  };
  return crowd.flatMap(({ gap, fate, after }, place) => {
    at += gap;
    const first = { at, deliver: change(place + 1, false, fate) };
    return fate === 'known' ? [first] : [first, { at: at + after, deliver: change(place + 1, true, fate) }];
  }).sort((one, other) => one.at - other.at);
}

/** Every fault that was seen, and how many runners were. */
function run(template: TemplateDocument, crowd: readonly Arrival[], transparent: boolean): { faults: string[]; shown: number } {
  now = 0;
  moving = new Map();
  const host = document.createElement('div');
  const whole = { hash: 'h', document: template };
  const documents = { want: () => undefined, whole, trouble: '', taken: () => undefined, addressOf: () => null } as unknown as Documents;
  const templates = new Templates(host, documents, { locale: 'en', zone: 'Europe/Amsterdam', calm: false, now: () => NOON + now, live: () => true, transparent });
  const show = new Show({ utc: () => NOON + now, language: 'en', salt: '', setUp: true }, 0);
  show.deliver(assignmentOf({ showMs: 5000, unknown: 'shown' }), 0);
  show.deliver(snapshotOf([]), 0);
  const news = told(crowd);
  const faults = new Set<string>();
  const runners = new Set<string>();
  const end = (news[news.length - 1]?.at ?? 0) + 8000;
  for (; now < end && faults.size === 0; now += STEP) {
    while (news[0] !== undefined && news[0].at <= now) news.shift()?.deliver(show);
    const { picture, shown } = show.frame(now);
    const instant = { picture, assignment: show.assigned, recent: show.listed, feeds: show.feeds, age: show.dataAge(now), fresh: shown.length > 0, now, utc: NOON + now };
    templates.change(instant);
    templates.draw(instant);
    show.drawnBy(templates.rules);
    const all = seen(host);
    for (const { who } of all) runners.add(who);
    for (const fault of overlaps(all)) faults.add(`${fault}, after ${String(now)} ms`);
  }
  return { faults: [...faults], shown: runners.size };
}

beforeEach(() => {
  measureWith((text) => text.length * 45);
  Element.prototype.animate = function animate(this: Element, frames: Keyframe[], options: KeyframeAnimationOptions): Animation {
    const made: Moving = { frames, from: now + (options.delay ?? 0), until: now + (options.delay ?? 0) + Number(options.duration), playState: 'running', cancel() { made.playState = 'idle'; } };
    moving.set(this, [...moving.get(this) ?? [], made]);
    return made as unknown as Animation;
  } as unknown as typeof Element.prototype.animate;
});
afterEach(() => {
  measureWith(null);
  delete (Element.prototype as { animate?: unknown }).animate;
});

describe.each([...starters, ['drawn for one runner', derived(PLAIN)] as const])('%s', (_name, template) => {
  test.each([false, true])('no name lies over another, with a camera behind it: %s', (transparent) => {
    fc.assert(fc.property(fc.array(arrival, { minLength: 4, maxLength: 24 }), (crowd) => {
      const { faults, shown } = run(template, crowd, transparent);
      expect(faults).toEqual([]);
      expect(shown).toBeGreaterThan(0);
    }), { numRuns: 2, endOnFailure: true });
  }, 60_000);
});

test.each(starters)('%s: as many as there are stand on the page that is made for so many', (_name, template) => {
  const places = (page: string): number => Math.max(1, ...Object.values(template.blocks).map((block) => (block.page === page && block.type === 'runners' ? block.slots : 0)));
  const many = Object.entries(template.pages).filter(([, { role }]) => role === 'compact' || role === 'group');
  for (const mode of ['group', 'compact'] as const) {
    const host = document.createElement('div');
    const drawing = new Drawing(host, template, { assetUrl: () => null, locale: 'en', zone: null, calm: true, now: () => NOON });
    for (let count = mode === 'group' ? 2 : 1; count <= 16; count += 1) {
      const values = { key: 'k', runner: {}, list: { count }, slots: Array.from({ length: count }, (_, place) => ({ key: String(place), runner: {} })) };
      drawing.draw({ mode, values, last: count, message: false, away: false }, count * 10_000, NOON);
      const shown = ([...host.children] as HTMLElement[]).find(({ style }) => style.visibility !== 'hidden')?.dataset['page'] ?? '';
      const enough = many.filter(([page, { role }]) => role === mode && places(page) >= count).map(([page]) => places(page));
      if (enough.length > 0) expect([count, places(shown)]).toEqual([count, Math.min(...enough)]);
    }
  }
});
