// @vitest-environment jsdom
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { forgetMeasured, measureWith } from '../binding/fit';
import { SAMPLE_MESSAGES, SAMPLE_NOW, SAMPLE_ROWS, sampleValues } from '../binding/sample';
import type { Values } from '../binding/values';
import { BLOCK_TYPES, type Block, type TemplateDocument } from '../document/schema';
import { type MountedPage, type SceneContext, mountPage } from '../stage/page';
import { turnAt, turnsOf } from './carousel/carousel';
import { EVERY, EVERY_BLOCK } from './every';
import { cut } from './pictured';
import { bring } from './registry';
import { encode } from './qr/encode';
import { cellsOf } from './runners/runners';

const BASE = { page: 'p', z: 'a', x: 10, y: 20, w: 400, h: 100 } as const;

function context(more: Partial<SceneContext> = {}): SceneContext {
  return { assetUrl: (id) => `/assets/${id}`, locale: 'en', zone: 'Europe/Amsterdam', calm: false, now: () => SAMPLE_NOW, ...more };
}

function documentOf(blocks: Readonly<Record<string, Block>>): TemplateDocument {
  return { ...EVERY, blocks };
}

const pages: MountedPage[] = [];

function draw(blocks: Readonly<Record<string, Block>>, values: Values = sampleValues(), more: Partial<SceneContext> = {}): MountedPage {
  const page = mountPage(document.body, documentOf(blocks), 'p', context(more));
  page.update(values, SAMPLE_NOW);
  pages.push(page);
  return page;
}

function textOf(page: MountedPage, id: string): string {
  return page.element(id)?.textContent ?? '';
}

beforeAll(() => bring(BLOCK_TYPES));
beforeEach(() => { measureWith((text) => text.length * 50); });
afterEach(() => {
  for (const page of pages.splice(0)) page.destroy();
  measureWith(null);
  forgetMeasured();
  expect(document.body.childElementCount).toBe(0);
});

test('every kind of block stands in the sample document', () => {
  expect(new Set(Object.values(EVERY_BLOCK).map(({ type }) => type))).toEqual(new Set(BLOCK_TYPES));
});

describe('text', () => {
  const name: Block = { ...BASE, type: 'text', text: [{ get: 'runner.name' }], font: { size: 100 } };

  test('a name with markup in it stays text', () => {
    const page = draw({ name }, { runner: { name: '<img src=x onerror=alert(1)>' } });
    expect(textOf(page, 'name')).toBe('<img src=x onerror=alert(1)>');
    expect(page.root.querySelector('img')).toBeNull();
  });

  test('shrinks in one step to its box, and not below its floor', () => {
    const size = (text: string): number => parseFloat(draw({ name }, { runner: { name: text } }).element('name')?.querySelector<HTMLElement>('[dir]')?.style.fontSize ?? '');
    expect(size('Ana Li')).toBe(100);
    expect(size('Anastasi J')).toBe(79.8);
    expect(size('Bartholomew-Alexander Featherstonehaugh')).toBe(50);
  });

  test('a value that changes is news once, and a number that counts up is none', () => {
    const moved: unknown[] = [];
    HTMLElement.prototype.animate = (frames) => {
      moved.push(frames);
      return { cancel: () => undefined } as Animation;
    };
    const time: Block = { ...BASE, type: 'text', text: [{ get: 'runner.net_time', else: '…' }], in: { name: 'countUp', ms: 1000 }, change: { name: 'pulse' } };
    const page = draw({ time }, { key: '1', runner: {} });
    page.update({ key: '1', runner: { net_time: 100_000 } }, SAMPLE_NOW);
    expect(moved).toHaveLength(1);
    page.play('in');
    moved.length = 0;
    const counted = [0, 100, 500, 1000, 2000].map((ms) => {
      page.update({ key: '1', runner: { net_time: 100_000 } }, SAMPLE_NOW + ms);
      return textOf(page, 'time');
    });
    expect(counted).toEqual(['0', '28', '1:28', '1:40', '1:40']);
    expect(moved).toEqual([]);
    Reflect.deleteProperty(HTMLElement.prototype, 'animate');
  });

  test('a colour of the theme is painted; the document has no other way out', () => {
    const page = draw({ name: { ...name, font: { color: '$accent' }, fill: { gradient: 'url(https://elsewhere.test/x)' } } });
    const inner = page.element('name')?.firstElementChild as HTMLElement;
    expect(inner.querySelector<HTMLElement>('[dir]')?.style.color).toBe('rgb(255, 200, 61)');
    expect(inner.style.backgroundImage).toBe('');
  });

  test('a name that reads from the right stands where the drawing wants it', () => {
    const align = (more: object, locale = 'en'): string | undefined => (
      draw({ name: { ...name, font: { size: 40, ...more } } }, { runner: { name: 'محمد' } }, { locale }).element('name')?.querySelector<HTMLElement>('[dir]')?.style.textAlign);
    expect([align({}), align({ align: 'end' }), align({ dir: 'rtl' }), align({}, 'ar'), align({ align: 'end', dir: 'ltr' }, 'he')]).toEqual(['left', 'right', 'right', 'right', 'right']);
  });

  test('what its condition hides is not seen, and is a shadow in the builder', () => {
    const when = { get: 'runner.team', op: 'filled' } as const;
    const opacity = (more: Partial<SceneContext>): string => (draw({ name: { ...name, when } }, { runner: { name: 'A' } }, more).element('name')?.firstElementChild as HTMLElement).style.opacity;
    expect(opacity({})).toBe('0');
    expect(opacity({ edit: true })).toBe('0.2');
  });

  test('who comes next is not seen in what still goes', () => {
    const running = new Set<Element>();
    HTMLElement.prototype.animate = function animate(this: HTMLElement) {
      running.add(this);
      return { cancel: () => running.delete(this) } as unknown as Animation;
    };
    const when = { get: 'runner.team', op: 'empty' } as const;
    const page = draw({ name: { ...name, when, out: { name: 'fadeOut' } } }, { key: '1', runner: { name: 'A' } });
    page.update({ key: '1', runner: { name: 'A', team: 'T' } }, SAMPLE_NOW);
    expect(running.size).toBe(1);
    page.update({ key: '2', runner: { name: 'B', team: 'T' } }, SAMPLE_NOW);
    expect(running.size).toBe(0);
    Reflect.deleteProperty(HTMLElement.prototype, 'animate');
  });
});

describe('clock', () => {
  const clock = (mode: 'time' | 'gun' | 'countdown'): Block => ({ ...BASE, type: 'clock', mode });

  test('shows the time of day in the zone of the race', () => {
    expect(textOf(draw({ clock: clock('time') }), 'clock')).toBe('14:00:00');
  });

  test('counts from the gun, and down to the start', () => {
    expect(textOf(draw({ clock: clock('gun') }), 'clock')).toBe('1:30:00');
    const page = draw({ clock: clock('countdown') });
    expect(textOf(page, 'clock')).toBe('0:30:00');
    page.update(sampleValues(), SAMPLE_NOW + 600_001);
    expect(textOf(page, 'clock')).toBe('0:20:00');
  });

  test('never looks live while the feed is late', () => {
    const late = draw({ clock: clock('gun') }, sampleValues(), { live: () => false }).element('clock')?.querySelector<HTMLElement>('[dir]');
    expect(late?.style.opacity).toBe('0.4');
  });
});

describe('message', () => {
  const cheer = (more: object): Block => ({ ...BASE, type: 'message', ...more });

  test('all screens say the same to one runner', () => {
    const [one, other] = [draw({ m: cheer({}) }), draw({ m: cheer({}) })];
    expect(textOf(one, 'm')).toBe(textOf(other, 'm'));
    expect(SAMPLE_MESSAGES).toContain(textOf(one, 'm').replace('\n', ' '));
  });

  test('by chance every line has its turn', () => {
    const list = ['a', 'b', 'c'];
    const page = draw({ m: cheer({ from: 'own', list }) });
    const said = new Set(Array.from({ length: 60 }, (_, at) => {
      page.update({ key: `k${String(at)}` }, SAMPLE_NOW);
      return textOf(page, 'm');
    }));
    expect([...said].sort()).toEqual(list);
  });

  test('in turn, one step for each runner', () => {
    const page = draw({ m: cheer({ from: 'own', list: ['a', 'b', 'c'], pick: 'cycle' }) }, { key: 'k0' });
    const said = [1, 2, 3].map((at) => {
      page.update({ key: `k${String(at)}` }, SAMPLE_NOW);
      return textOf(page, 'm');
    });
    expect(said).toEqual(['b', 'c', 'a']);
  });

  test('the own line of a runner, else one of the list', () => {
    const block = cheer({ from: 'runner', list: ['Hello'] });
    expect(textOf(draw({ m: block }, { runner: { message: 'Go Mom' } }), 'm')).toBe('Go Mom');
    expect(textOf(draw({ m: block }, { runner: {} }), 'm')).toBe('Hello');
  });
});

describe('table', () => {
  const board = EVERY_BLOCK['board'] as Block & { type: 'table' };
  const cells = (page: MountedPage): string[] => [...page.root.querySelectorAll<HTMLElement>('[role=row]')]
    .filter((row) => row.style.visibility !== 'hidden' && row.querySelector('[role=cell]') !== null)
    .sort((a, b) => parseFloat(a.style.transform.slice(11)) - parseFloat(b.style.transform.slice(11)))
    .map((row) => row.children[1]?.textContent?.slice(0, 3) ?? '');
  const rows = (...names: string[]): Values => ({ list: { standings: names.map((name) => ({ key: name, runner: { name } })) } });

  test('is a table to those who hear it', () => {
    const page = draw({ board });
    expect(page.root.querySelectorAll('[role=table]')).toHaveLength(1);
    expect([...page.root.querySelectorAll('[role=columnheader]')].map((head) => head.textContent)).toEqual(['#', 'Name', 'Club', 'Time']);
  });

  test('a row keeps its runner when the order changes', () => {
    const page = draw({ board }, rows('Ana', 'Bob', 'Cyd'));
    const bob = [...page.root.querySelectorAll('[role=row]')].find((row) => row.textContent?.includes('Bob'));
    page.update(rows('Bob', 'Ana', 'Cyd'), SAMPLE_NOW);
    expect(cells(page)).toEqual(['Bob', 'Ana', 'Cyd']);
    expect(bob?.textContent).toContain('Bob');
  });

  test('pages turn with the time, and a filter leaves out', () => {
    const source = { list: 'standings', page_seconds: 5, filter: { get: 'runner.name', op: '!=', value: 'Bob' } } as const;
    const page = draw({ board: { ...board, rows: 2, source } }, rows('Ana', 'Bob', 'Cyd', 'Dee'));
    expect(cells(page)).toEqual(['Ana', 'Cyd']);
    page.update(rows('Ana', 'Bob', 'Cyd', 'Dee'), SAMPLE_NOW + 5000);
    expect(cells(page)).toEqual(['Dee']);
  });
});

describe('runners', () => {
  const { cells, card, cardName } = EVERY_BLOCK as unknown as Record<'cells' | 'card' | 'cardName', Block>;
  const names = (page: MountedPage): string[] => [...page.root.querySelectorAll('[data-block=cardName]')].map((each) => each.textContent?.slice(0, 3) ?? '');

  test('one group is drawn for each, and by itself nowhere', () => {
    const page = draw({ cells, card, cardName }, { slots: [{ key: '1', runner: { name: 'Ana' } }, null, { key: '2', runner: { name: 'Bob' } }] });
    expect(names(page)).toEqual(['Ana', '', 'Bob', '', '', '']);
    expect(page.root.querySelectorAll('[data-block=card]')).toHaveLength(6);
  });

  test('an array of values is one for each place', () => {
    const page = draw({ cells, card, cardName });
    page.update([{ key: '1', runner: { name: 'Cyd' } }, { key: '2', runner: { name: 'Dee' } }], SAMPLE_NOW);
    expect(names(page).slice(0, 2)).toEqual(['Cyd', 'Dee']);
  });

  test('who was on the screen before does not come in again when others move up', () => {
    const came = new Set<string>();
    HTMLElement.prototype.animate = function animate(this: HTMLElement) {
      came.add(this.textContent ?? '');
      return { playState: 'running', cancel: () => undefined } as unknown as Animation;
    };
    const page = draw({ cells: cells, card: { ...card, in: { name: 'fadeInUp' } } as Block, cardName });
    const [ana, bob, cyd] = ['Ana', 'Bob', 'Cyd'].map((name) => ({ key: name, runner: { name } }));
    const tell = (slots: Values['slots'], met: Values['met']): string[] => {
      came.clear();
      page.update({ slots, met }, SAMPLE_NOW);
      page.play('in');
      return [...came].filter((name) => name.length === 3);
    };
    expect(tell([ana ?? null, null], [])).toEqual(['Ana']);
    expect(tell([bob ?? null, ana ?? null], ['Ana', null])).toEqual(['Bob']);
    expect(tell([cyd ?? null, bob ?? null], ['Bob', 'Ana'])).toEqual(['Cyd']);
    Reflect.deleteProperty(HTMLElement.prototype, 'animate');
  });

  test.each([
    ['down', [[0, 0], [0, 50], [0, 100]]], ['right', [[0, 0], [100, 0], [200, 0]]], ['grid', [[0, 0], [100, 0], [0, 50]]],
  ] as const)('flows %s', (flow, corners) => {
    const block = { ...BASE, type: 'runners', w: 200, slots: 3, flow, group: 'card' } as const;
    expect(cellsOf(block, { w: 100, h: 50 }).map(({ x, y }) => [x, y])).toEqual(corners);
  });
});

describe('pictures', () => {
  test('the chosen part covers the box, and the focus stays in sight', () => {
    expect(cut({ w: 100, h: 100 }, { w: 400, h: 200 }, { fit: 'cover' })).toEqual({ window: { x: 0, y: 0, w: 100, h: 100 }, picture: { x: -50, y: -0, w: 200, h: 100 } });
    expect(cut({ w: 100, h: 100 }, { w: 400, h: 200 }, { fit: 'cover', focus: [1, 0.5] }).picture.x).toBe(-100);
    expect(cut({ w: 100, h: 100 }, { w: 400, h: 200 }, { fit: 'contain' })).toEqual({ window: { x: 0, y: 25, w: 100, h: 50 }, picture: { x: -0, y: -0, w: 100, h: 50 } });
    expect(cut({ w: 100, h: 50 }, { w: 400, h: 200 }, { crop: [0.5, 0.5, 0.5, 0.5] })).toEqual({ window: { x: 0, y: 0, w: 100, h: 50 }, picture: { x: -100, y: -50, w: 200, h: 100 } });
  });

  test('nobody sees the photo of the last runner beside the name of the next', async () => {
    const page = draw({ photo: EVERY_BLOCK['photo'] as Block }, { key: '1', runner: { photo: '/a.webp' } });
    const picture = page.root.querySelector('img') as HTMLImageElement;
    let decoded: (() => void) | undefined;
    picture.decode = () => new Promise((resolve) => { decoded = () => { resolve(); }; });
    page.update({ key: '2', runner: { photo: '/b.webp' } }, SAMPLE_NOW);
    expect(picture.style.opacity).toBe('0');
    decoded?.();
    await Promise.resolve();
    await Promise.resolve();
    expect(picture.style.opacity).toBe('');
    page.update({ key: '3', runner: {} }, SAMPLE_NOW);
    expect(picture.getAttribute('src')).toBe('/assets/face');
  });

  test('a photo that cannot be read gives way to the picture for everybody', async () => {
    const page = draw({ photo: EVERY_BLOCK['photo'] as Block }, {});
    const picture = page.root.querySelector('img') as HTMLImageElement;
    picture.decode = () => (picture.src.endsWith('bad') ? Promise.reject(new Error('no picture')) : Promise.resolve());
    page.update({ key: '2', runner: { photo: '/bad' } }, SAMPLE_NOW);
    await vi.waitFor(() => { expect(picture.getAttribute('src')).toBe('/assets/face'); });
  });
});

describe('carousel', () => {
  test('the heavier has more turns, spread', () => {
    expect(turnsOf([{ asset: 'a', weight: 3 }, { asset: 'b' }]).map(({ asset }) => asset).join('')).toBe('aaba');
  });

  test('the hour alone says whose turn it is', () => {
    const turns = [{ asset: 'a', seconds: 2 }, { asset: 'b', seconds: 3 }];
    expect([0, 1999, 2000, 4999, 5000].map((now) => turnAt(turns, now))).toEqual([0, 0, 1, 1, 0]);
    expect(turnAt([], 5)).toBe(-1);
  });
});

test('«+7» is there when seven wait, and nothing when nobody does', () => {
  const page = draw({ more: EVERY_BLOCK['rest'] as Block });
  expect(textOf(page, 'more')).toBe('+7');
  page.update({ list: { more: 0 } }, SAMPLE_NOW);
  expect(textOf(page, 'more')).toBe('');
});

test('a film is muted, and rests while it is not seen', () => {
  const [play, pause] = [vi.spyOn(HTMLMediaElement.prototype, 'play'), vi.spyOn(HTMLMediaElement.prototype, 'pause')];
  play.mockResolvedValue();
  pause.mockReturnValue();
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockReturnValue();
  const page = draw({ film: EVERY_BLOCK['film'] as Block });
  expect(page.root.querySelector('video')?.muted).toBe(true);
  page.show(false);
  expect(pause).toHaveBeenCalled();
  play.mockClear();
  page.show(true);
  expect(play).toHaveBeenCalled();
  vi.restoreAllMocks();
});

describe('code for phones', () => {
  test('has the size of its text, with corners where cameras look for them', () => {
    expect(encode('x')?.length).toBe(21);
    expect(encode('https://results.test/1234567')?.length).toBe(29);
    const corner = encode('x')?.slice(0, 7).map((row) => row.slice(0, 7).map(Number).join(''));
    expect(corner).toEqual(['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']);
    expect(encode('x'.repeat(3000))).toBeNull();
  });

  test('is, for a text that fills its size, what another encoder made', () => {
    const lines = encode('https://a.b/x?', 0)?.map((row) => parseInt(row.map(Number).join(''), 2).toString(36));
    expect(lines).toEqual('18oe7 mxc1 wokd wqql wr4t muyp 18prz 74 tvrm tqwh fvkn lvde mdyg 4ab 18nvb muur wsui wpy2 wtg5 mv4i 18qhn'.split(' '));
  });
});

describe('a page with every block', () => {
  const nodes = (root: Node): number => [...root.childNodes].reduce((sum, child) => sum + nodes(child), 1);

  test('takes ten thousand updates without another node, and leaves nothing', () => {
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockResolvedValue();
    vi.spyOn(HTMLMediaElement.prototype, 'pause').mockReturnValue();
    vi.spyOn(HTMLMediaElement.prototype, 'load').mockReturnValue();
    const [timers, frames, listeners] = [vi.spyOn(window, 'setTimeout'), vi.spyOn(window, 'requestAnimationFrame'), vi.spyOn(EventTarget.prototype, 'addEventListener')];
    const running = new Set<object>();
    HTMLElement.prototype.animate = () => {
      const animation = { cancel: () => { running.delete(animation); }, onfinish: null };
      running.add(animation);
      return animation as unknown as Animation;
    };
    const page = draw(EVERY.blocks);
    const before = nodes(page.root);
    const values = Array.from({ length: 40 }, (_, at) => sampleValues(at));
    for (let at = 1; at <= 10_000; at += 1) page.update(values[Math.floor(at / 10) % values.length] ?? {}, SAMPLE_NOW + at * 250);
    expect(nodes(page.root)).toBe(before);
    expect(page.play('in')).toBeGreaterThan(0);
    expect(page.play('out')).toBeGreaterThan(0);
    page.destroy();
    expect(running.size).toBe(0);
    expect([timers, frames, listeners].map((spy) => spy.mock.calls.length)).toEqual([0, 0, 0]);
    Reflect.deleteProperty(HTMLElement.prototype, 'animate');
    vi.restoreAllMocks();
  }, 60_000);

  test('the same values again touch nothing', () => {
    const page = draw(EVERY.blocks);
    const values = sampleValues();
    page.update(values, SAMPLE_NOW);
    const seen = new MutationObserver(() => undefined);
    seen.observe(page.root, { subtree: true, childList: true, characterData: true, attributes: true });
    page.update(values, SAMPLE_NOW);
    expect(seen.takeRecords()).toEqual([]);
    seen.disconnect();
  });

  test('another edition touches only what differs', () => {
    const page = draw(EVERY.blocks);
    const club = page.element('club');
    const name = { ...EVERY_BLOCK['name'], x: 99 } as Block;
    const { place: _gone, ...others } = EVERY.blocks;
    page.restyle(documentOf({ ...others, name, fresh: { ...BASE, type: 'shape', z: 'a1' } }));
    expect(page.element('name')?.style.transform).toBe('translate(99px, 40px)');
    expect(page.element('club')).toBe(club);
    expect(page.element('place')).toBeNull();
    expect([...page.root.querySelectorAll<HTMLElement>(':scope > [data-block]')].map((child) => child.dataset['block']).slice(0, 3)).toEqual(['ground', 'fresh', 'name']);
  });

  test('in calm nothing moves', () => {
    const moved = vi.fn();
    HTMLElement.prototype.animate = moved;
    const page = draw(EVERY.blocks, sampleValues(), { calm: true });
    page.play('in');
    for (let at = 1; at < 20; at += 1) page.update(sampleValues(at), SAMPLE_NOW + at * 3000);
    expect(page.play('out')).toBe(0);
    expect(moved).not.toHaveBeenCalled();
    Reflect.deleteProperty(HTMLElement.prototype, 'animate');
  });

  test('every sample runner can be shown', () => {
    const page = draw({ name: EVERY_BLOCK['name'] as Block });
    for (let at = 0; at < SAMPLE_ROWS.length; at += 1) {
      page.update(sampleValues(at), SAMPLE_NOW);
      expect(textOf(page, 'name')).not.toBe('');
    }
  });
});
