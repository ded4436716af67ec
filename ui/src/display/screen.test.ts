// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest';
import type { Passing } from '../api/messages';
import { place } from '../stage/fit';
import { Motions } from '../stage/motion';
import { NOON, assignmentOf, changesOf, runner, snapshotOf, stranger } from './sample';
import { Screen } from './screen';
import { Show } from './show';

/** 40 units a letter at 100 px: near the real face, and the same everywhere. */
const measure = (text: string): number => text.length * 40;

let stage: HTMLElement;
let screen: Screen;
let show: Show;
let now: number;

function begin(unknown: 'hidden' | 'shown' = 'hidden'): void {
  document.body.textContent = '';
  stage = document.createElement('main');
  document.body.append(stage);
  screen = new Screen(stage, measure, new Motions('calm'));
  screen.fit(place({ w: 1920, h: 1080 }), { x: 0, y: 0 });
  show = new Show({ utc: () => NOON, language: 'en', salt: 's', setUp: unknown === 'shown' }, 0);
  now = 0;
  show.deliver(assignmentOf(), now);
  show.deliver(snapshotOf([]), now);
}

function come(...passings: readonly Passing[]): void {
  const fresh = passings.map((each) => ({ ...each, received: NOON + now }));
  show.deliver(changesOf(fresh, { now: NOON + now }), now);
}

function draw(ms = 16): void {
  now += ms;
  screen.draw(show.frame(now).picture);
}

function texts(name: string): string[] {
  const cards = [...stage.querySelectorAll<HTMLElement>('.card')].filter((card) => card.style.opacity === '1');
  return cards.flatMap((card) => {
    const label = card.querySelector<HTMLElement>(`.${name}`);
    return label === null || label.hidden ? [] : [label.textContent ?? ''];
  });
}

beforeEach(() => { begin(); });

describe('one runner', () => {
  test('has first and last name on two lines, bib, race, town, time and place', () => {
    come(runner(7, { name: 'Ana Souza', firstName: 'Ana', lastName: 'Souza', lap: 3 }));
    draw();
    expect(['first', 'name', 'bib', 'band', 'detail', 'time', 'place'].map((name) => texts(name)[0])).toEqual([
      'Ana', 'Souza', '7', '10K', 'Boulder, CO', '14:00:00', 'Finish · Lap 3',
    ]);
    expect(stage.dataset['page']).toBe('runners');
  });

  test('whose name on the roster is not first and last is written as the roster has it', () => {
    come(runner(7, { name: 'Kovács Anna', firstName: 'Anna', lastName: 'Kovács' }));
    draw();
    expect(texts('first')).toEqual([]);
    expect(texts('name')).toEqual(['Kovács Anna']);
  });

  test('cannot bring markup with the name', () => {
    come(runner(7, { name: '<img src=x onerror=alert(1)>', firstName: null, lastName: null }));
    draw();
    expect(stage.querySelector('img')).toBeNull();
    expect([...texts('first'), ...texts('name')].join(' ')).toBe('<img src=x onerror=alert(1)>');
  });

  test('with a long name gets smaller type, not below the least', () => {
    come(runner(7, { name: 'x'.repeat(20), firstName: null, lastName: null }));
    draw();
    const size = (): number => parseFloat(stage.querySelector<HTMLElement>('.card .name')?.style.fontSize ?? '');
    const once = size();
    expect(once).toBeGreaterThan(200);
    expect(once).toBeLessThan(300);
    begin();
    come(runner(8, { name: 'x'.repeat(200), firstName: null, lastName: null }));
    draw();
    expect(size()).toBeGreaterThan(120);
    expect(size()).toBeLessThan(once);
  });

  test('whose time comes later is corrected where the card stands', () => {
    come(runner(7, { time: null }));
    draw();
    expect(texts('time')).toEqual(['…']);
    come(runner(7, { time: '14:02:15' }));
    draw();
    expect(texts('time')).toEqual(['14:02:15']);
  });
});

test('a chip on no roster is nobody, or is called by its number where the operator asks', () => {
  come(stranger(1234));
  draw();
  expect(stage.dataset['page']).toBe('rest');
  begin('shown');
  come(stranger(1234));
  draw();
  expect(texts('name')).toEqual(['Chip 1234']);
});

test('a name in another script keeps its own direction', () => {
  come(runner(7, { name: 'محمد', firstName: null, lastName: null }));
  draw();
  expect(stage.querySelector<HTMLElement>('.card .name')?.dir).toBe('auto');
});

test('a name in Cyrillic has the forms that are known everywhere, and the next one on its card none', () => {
  const lang = (): (string | undefined)[] => ['first', 'name'].map((name) => stage.querySelector<HTMLElement>(`.card .${name}`)?.lang);
  come(runner(7, { name: 'Иван Лесной', firstName: 'Иван', lastName: 'Лесной' }));
  draw();
  expect(lang()).toEqual(['ru', 'ru']);
  come(runner(7, { name: 'Ana Souza', firstName: 'Ana', lastName: 'Souza' }));
  draw();
  expect(lang()).toEqual(['', '']);
});

test('eight runners stand on eight cards, the newest first', () => {
  for (let i = 1; i <= 8; i += 1) {
    come(runner(i));
    draw(600);
  }
  expect(texts('bib').sort()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  const newest = [...stage.querySelectorAll<HTMLElement>('.card')].find(
    (card) => card.style.transform === 'translate(64px, 148px)' && card.style.opacity === '1',
  );
  expect(newest?.querySelector('.bib')?.textContent).toBe('8');
});

test('neighbours have one size of name; who is far too long stands in two lines of one size', () => {
  const sizes = (name: string): number[] => [...stage.querySelectorAll<HTMLElement>('.card')]
    .filter((card) => card.style.opacity === '1')
    .map((card) => card.querySelector<HTMLElement>(`.${name}`))
    .flatMap((label) => (label === null || label.hidden ? [] : [parseFloat(label.style.fontSize)]));
  for (let i = 1; i <= 7; i += 1) come(runner(i));
  draw();
  const [common] = sizes('name');
  expect(new Set(sizes('name'))).toEqual(new Set([common]));
  const last = 'van Oldenbarnevelt-Groenewegen zu Sigmaringen';
  const first = 'Maximiliane-Charlotte';
  come(runner(8, { name: `${first} ${last}`, firstName: first, lastName: last }));
  draw();
  expect(texts('first')).toEqual([first]);
  expect(texts('name')).toContain(last);
  expect(sizes('name').filter((size) => size === common)).toHaveLength(7);
  expect(Math.abs((sizes('first')[0] ?? 0) - Math.min(...sizes('name')))).toBeLessThan(0.2);
});

test('a day of runners makes no element and leaves none behind', () => {
  const count = (): number => stage.querySelectorAll('*').length;
  draw();
  const before = count();
  for (let i = 1; i <= 3000; i += 1) {
    come(runner(i));
    draw(i % 50 === 0 ? 15_000 : 90);
  }
  expect(count()).toBe(before);
});

test('an equal picture is not written again', async () => {
  come(runner(7));
  draw();
  const seen: MutationRecord[] = [];
  const observer = new MutationObserver((records) => { seen.push(...records); });
  observer.observe(stage, { subtree: true, characterData: true, childList: true, attributes: true });
  screen.draw(show.frame(now).picture);
  await Promise.resolve();
  expect(seen).toEqual([]);
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
  const seen = (name: string): string[] =>
    [...stage.querySelectorAll<HTMLElement>(name)].filter((each) => !each.hidden).map((each) => each.textContent ?? '');
  expect(seen('.notice-title')).toEqual(['This display link has ended']);
  expect(seen('.notice-text')).toHaveLength(2);
  expect([...seen('.band-late'), ...seen('.corner')]).toEqual([]);
});
