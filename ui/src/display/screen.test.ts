// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest';
import standard from '../../../src/project88/templates/starters/standard.json';
import type { Passing } from '../api/messages';
import { forgetMeasured, measureWith } from '../binding/fit';
import type { TemplateDocument } from '../document/schema';
import { place } from '../stage/fit';
import type { Documents } from './documents';
import { NOON, assignmentOf, changesOf, runner, snapshotOf, stranger } from './sample';
import { Screen } from './screen';
import { Show } from './show';
import { Templates } from './templates';

/** 40 units a letter at 100 px: near the real face, and the same everywhere. */
const measure = (text: string): number => text.length * 40;
const STANDARD = standard as unknown as TemplateDocument;

let drawing: HTMLElement;
let stage: HTMLElement;
let screen: Screen;
let templates: Templates;
let show: Show;
let now: number;

function begin(unknown: 'hidden' | 'shown' = 'hidden'): void {
  document.body.textContent = '';
  drawing = document.createElement('div');
  stage = document.createElement('main');
  document.body.append(drawing, stage);
  measureWith(measure);
  forgetMeasured();
  screen = new Screen(stage, measure);
  screen.fit(place({ w: 1920, h: 1080 }), { x: 0, y: 0 });
  show = new Show({ utc: () => NOON, language: 'en', salt: 's', setUp: unknown === 'shown' }, 0);
  now = 0;
  const whole = { hash: 'a', document: STANDARD };
  const documents = { whole, trouble: '', want: () => undefined, taken: () => undefined, addressOf: () => '' } as unknown as Documents;
  templates = new Templates(drawing, documents, { locale: 'en', zone: 'Europe/Amsterdam', calm: true, now: () => show.utc(now) });
  show.deliver(assignmentOf(), now);
  show.deliver(snapshotOf([]), now);
}

function come(...passings: readonly Passing[]): void {
  const fresh = passings.map((each) => ({ ...each, received: NOON + now }));
  show.deliver(changesOf(fresh, { now: NOON + now }), now);
}

function paint(): void {
  const { picture, shown } = show.frame(now);
  const instant = { picture, assignment: show.assigned, recent: show.listed, feeds: show.feeds, age: show.dataAge(now), fresh: shown.length > 0, now, utc: show.utc(now) };
  templates.change(instant);
  templates.draw(instant);
  show.drawnBy(templates.rules);
  screen.draw(picture, 'starter');
}

function draw(ms = 16): void {
  now += ms;
  paint();
}

function seen(element: HTMLElement): boolean {
  for (let each: HTMLElement | null = element; each !== null; each = each.parentElement) {
    if (each.style.opacity === '0' || each.style.visibility === 'hidden') return false;
  }
  return true;
}

/** Lines of the drawing that can be read, whose block is called so at its end. */
function lines(name: string): HTMLElement[] {
  return [...drawing.querySelectorAll<HTMLElement>(`[data-block$="-${name}"] [dir]`)].filter((line) => seen(line) && line.textContent !== '');
}

function texts(name: string): (string | null)[] {
  return lines(name).map(({ textContent }) => textContent);
}

beforeEach(() => { begin(); });

describe('one runner', () => {
  test('has first and last name on two lines, bib, race, town, time and place', () => {
    come(runner(7, { name: 'Ana Souza', firstName: 'Ana', lastName: 'Souza', lap: 3 }));
    draw();
    expect(['first', 'last', 'bib', 'band', 'town', 'place'].map((name) => texts(name)[0])).toEqual(['Ana', 'Souza', '7', '10K', 'Boulder, CO', 'Finish']);
    expect(stage.dataset['page']).toBe('runners');
  });

  test('cannot bring markup with the name', () => {
    come(runner(7, { name: '<img src=x onerror=alert(1)>', firstName: null, lastName: null }));
    draw();
    expect(drawing.querySelector('img')).toBeNull();
    expect(texts('name')).toEqual(['<img src=x onerror=alert(1)>']);
  });

  test('with a long name gets smaller type, not below the least', () => {
    const size = (): number => parseFloat(lines('name')[0]?.style.fontSize ?? '');
    come(runner(7, { name: 'x'.repeat(20), firstName: null, lastName: null }));
    draw();
    const once = size();
    expect(once).toBeGreaterThan(200);
    expect(once).toBeLessThan(300);
    begin();
    come(runner(8, { name: 'x'.repeat(200), firstName: null, lastName: null }));
    draw();
    expect(size()).toBeGreaterThan(120);
    expect(size()).toBeLessThan(once);
  });

  test('whose time comes later is corrected where the runner stands', () => {
    come(runner(7, { at: null }));
    draw();
    expect(texts('time')).toEqual(['…']);
    come(runner(7, { at: NOON }));
    draw();
    expect(texts('time')).toEqual(['14:00:00']);
  });

  test('has the colour of the race', () => {
    come(runner(7));
    draw();
    expect(drawing.querySelector<HTMLElement>('[data-page="solo"]')?.style.getPropertyValue('--race')).toMatch(/^#[0-9a-f]{6}$/);
  });
});

test('a chip on no roster is nobody, or is seen where the operator asks', () => {
  come(stranger(1234));
  draw();
  expect(stage.dataset['page']).toBe('rest');
  begin('shown');
  come(stranger(1234));
  draw();
  expect(texts('nobody')).toEqual(['Unknown chip']);
});

test('a name in another script keeps its own direction', () => {
  come(runner(7, { name: 'محمد', firstName: null, lastName: null }));
  draw();
  expect(lines('name')[0]?.dir).toBe('auto');
});

test('a name in Cyrillic has the forms that are known everywhere, and the next one in its place none', () => {
  const lang = (): (string | undefined)[] => ['first', 'last'].map((name) => lines(name)[0]?.lang);
  come(runner(7, { name: 'Иван Лесной', firstName: 'Иван', lastName: 'Лесной' }));
  draw();
  expect(lang()).toEqual(['ru', 'ru']);
  draw(20_000);
  come(runner(8, { name: 'Ana Souza', firstName: 'Ana', lastName: 'Souza' }));
  draw();
  expect(lang()).toEqual(['', '']);
});

test('eight runners stand in eight places, the newest first', () => {
  for (let i = 1; i <= 8; i += 1) {
    come(runner(i));
    draw(600);
  }
  expect(texts('bib').sort()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  expect(texts('bib')).toContain('8');
});

test('a day of runners makes no element and leaves none behind', () => {
  const count = (): number => document.querySelectorAll('*').length;
  const day = (first: number, last: number): void => {
    for (let i = first; i <= last; i += 1) {
      come(runner(i));
      draw(i % 50 === 0 ? 15_000 : 90);
    }
  };
  // Each page of the template is made when it is first needed.
  day(1, 300);
  const before = count();
  day(301, 900);
  expect(count()).toBe(before);
}, 60_000);

test('an equal picture is not written again', async () => {
  come(runner(7));
  draw();
  draw();
  const written: MutationRecord[] = [];
  const observer = new MutationObserver((records) => { written.push(...records); });
  observer.observe(document.body, { subtree: true, characterData: true, childList: true, attributes: true });
  paint();
  await Promise.resolve();
  expect(written).toEqual([]);
});

test('late data is said to everybody in a band, with the seconds', () => {
  draw();
  expect(stage.dataset['honesty']).toBe('live');
  draw(42_000);
  const band = stage.querySelector<HTMLElement>('.band-late');
  expect(band?.hidden).toBe(false);
  expect(band?.textContent).toBe('Live data delayed 42 s · no connection to the timing hub');
});

test('a tall window gets the tall design', () => {
  screen.fit(place({ w: 390, h: 844 }), { x: 0, y: 0 });
  come(runner(7));
  draw();
  expect(stage.dataset['shape']).toBe('portrait');
  expect(stage.style.transform).toContain('scale(0.361');
});

test('a link that has ended says so in two sentences and complains of nothing else', () => {
  show.found('ended', null);
  draw(42_000);
  const read = (name: string): string[] =>
    [...stage.querySelectorAll<HTMLElement>(name)].filter((each) => !each.hidden).map((each) => each.textContent ?? '');
  expect(read('.notice-title')).toEqual(['This display link has ended']);
  expect(read('.notice-text')).toHaveLength(2);
  expect([...read('.band-late'), ...read('.corner')]).toEqual([]);
});

test('a link that opens later says whose it is in full, when it opens, and counts down in large figures', () => {
  const label = 'Harbour Mile and Half Marathon of the Three Bridges, with the Relay of the Towns, 2026';
  show.deliver(assignmentOf({}, { session: null, timing: [], label, opensAt: NOON + 93_600_000 }), now);
  for (const window of [{ w: 1920, h: 1080 }, { w: 390, h: 844 }]) {
    screen.fit(place(window), { x: 0, y: 0 });
    draw();
    const event = stage.querySelector<HTMLElement>('.event');
    expect(event?.textContent?.replace(/\n/g, ' ')).toBe(label);
    expect(event?.textContent).toContain('\n');
    expect(stage.querySelector('.wait-text')?.textContent).toBe('Opens Monday 22 June at 16:00');
    const time = stage.querySelector<HTMLElement>('.wait-time');
    expect(time?.textContent).toBe('26:00:00');
    expect(parseFloat(time?.style.fontSize ?? '')).toBeGreaterThan(250);
    expect([...stage.querySelectorAll<HTMLElement>('.notice-title, .notice-text')].every(({ hidden }) => hidden)).toBe(true);
  }
});
