/** Files of the original, drawn without a layout: boxes are those that the samples write down. In a browser: tests/e2e/app/test_legacy_import.py. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { converted, withPicture, type Converted } from '../../../document/legacy';
import { linesOf } from '../../../document/legacy/turning';
import { readLegacy, type LegacyFile } from '../../../document/legacy/file';
import { PLACEHOLDERS } from '../../../document/legacy/placeholders';
import { PATHS, type Block } from '../../../document/schema';
import { fill } from './fill';
import { measured } from './measure';
import { chosenFor } from './pictures';

const SAMPLES = import.meta.glob<string>('../../../../../tests/templates/legacy/*.{json,html}', { query: '?raw', import: 'default', eager: true });

const read = (name: string): LegacyFile => {
  const file = readLegacy(name, SAMPLES[`../../../../../tests/templates/legacy/${name}`] ?? '');
  if (typeof file === 'string') throw new Error(file);
  return file;
};

/** What inline styles say: jsdom lays nothing out. */
function stated(this: HTMLElement): DOMRect {
  const part = (key: 'left' | 'top' | 'width' | 'height', whole: number): number => {
    const value = this.style[key];
    return value.endsWith('%') ? Number.parseFloat(value) * whole / 100 : Number.parseFloat(value) || 0;
  };
  const root = this.closest<HTMLElement>('.layout-root');
  const [w, h] = [Number(root?.dataset['designW'] ?? 1920), Number(root?.dataset['designH'] ?? 1080)];
  const [left, top, width, height] = [part('left', w), part('top', h), part('width', w), part('height', h)];
  return { left, top, width, height, x: left, y: top, right: left + width, bottom: top + height, toJSON: () => '' };
}

beforeEach(() => { vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(stated); });
afterEach(() => { vi.restoreAllMocks(); });

function convert(name: string): Converted {
  const file = read(name);
  const seen = file.states.map(({ role, html, css }) => {
    // Without a window, computed styles are those of this one: the page is drawn in it.
    document.body.replaceChildren();
    document.body.removeAttribute('style');
    return measured(document, role, fill(document, html, css));
  });
  let made = 0;
  return converted(file, seen, () => { made += 1; return `b${made}`; });
}

const on = ({ doc }: Converted, page: string): Block[] => Object.values(doc.blocks).filter((block) => block.page === page);
const named = (result: Converted, name: string): Block | undefined => Object.values(result.doc.blocks).find((block) => block.name === name);
const told = ({ guesses }: Converted): string[] => guesses.map(({ key }) => key);

describe('a template of the original', () => {
  test('keeps its places, letters, colours and animations', () => {
    const result = convert('finish-line.json');
    expect(result.doc).toMatchObject({ v: 1, name: 'Finish_line', size: { w: 1920, h: 1080 }, safe: 0.05 });
    expect(result.doc.pages).toMatchObject({ solo: { role: 'solo', bg: { color: 'rgb(11, 22, 32)' } }, rest: { role: 'rest' } });
    expect(named(result, 'Name')).toMatchObject({
      type: 'text', x: 160, y: 300, w: 1600, h: 220, text: [{ get: 'runner.name' }], in: { name: 'bounceInDown', ms: 1200, delay: 200 },
      font: { size: 160, weight: 700, color: 'rgb(255, 255, 255)', align: 'center', valign: 'middle', fit: { mode: 'shrink', min: 0.5, lines: 1 } },
    });
    expect(named(result, 'City')).toMatchObject({ text: [{ get: 'runner.city', fmt: { as: 'text', case: 'upper' } }], font: { ls: 6 } });
    expect(named(result, 'Net time')).toMatchObject({ text: [{ get: 'runner.net_time', fmt: { as: 'duration', round: 'ceil' } }], in: { name: 'zoomIn' } });
    expect(on(result, 'rest')).toMatchObject([{ type: 'text', text: ['Cheer them in!'], font: { font: 'serif' } }]);
  });

  test('loses the box of the safe zone, with dashes or without', () => {
    const result = convert('finish-line.json');
    expect(result.guesses.find(({ key }) => key === 'safeZone')?.values['count']).toBe(2);
    expect(on(result, 'solo').map(({ type }) => type).sort()).toEqual(['shape', 'text', 'text', 'text']);
  });

  test('that lost its animations says so, and none is invented', () => {
    const result = convert('lost-animations.json');
    expect(named(result, 'First name')?.in).toBeUndefined();
    expect(named(result, 'Team')?.in).toBeUndefined();
    expect(named(result, 'Age')?.in).toEqual({ name: 'slideInLeft', ms: 800 });
    expect(told(result).filter((key) => key.startsWith('animation'))).toEqual(['animationLost', 'animationLost', 'animationUnknown']);
  });

  test('has the lines of its elements, those that the display ignored as well', () => {
    const result = convert('own-lines.json');
    expect(on(result, 'solo').filter(({ type }) => type === 'message')).toMatchObject([
      { from: 'own', list: ['You did it!', 'What a finish'], pick: 'random' }, { from: 'own', list: ['Welcome home', 'Take a banana'], pick: 'cycle' }, { from: 'global' },
    ]);
    expect(told(result)).toContain('ownMessages');
    expect(on(result, 'rest')).toMatchObject([{ text: ['Runner Name'] }]);
    expect(told(result)).toContain('restWords');
  });

  test('fills what was always blank, and leaves unknown values as words', () => {
    const result = convert('never-filled.json');
    expect(named(result, 'Chip time')).toMatchObject({ text: [{ get: 'runner.chip_time' }] });
    expect(named(result, 'Division rank')).toMatchObject({ text: [{ get: 'runner.rank.division' }] });
    expect(named(result, 'Pace per mile')).toMatchObject({ text: [{ get: 'runner.pace_mile' }] });
    expect(on(result, 'solo')).toContainEqual(expect.objectContaining({ text: ['Place ', { get: 'runner.rank.overall' }, ' of all'] }));
    expect(on(result, 'solo')).toContainEqual(expect.objectContaining({ text: [{ get: 'runner.name' }, ' from ', { get: 'runner.city' }] }));
    expect(on(result, 'solo')).toContainEqual(expect.objectContaining({ text: ['bib_colour'] }));
    expect(told(result)).toEqual(expect.arrayContaining(['blank', 'unknown', 'widened']));
  });

  test('asks for its pictures by name, and brings neither scripts nor addresses', () => {
    const result = convert('pictures.json');
    expect(result.pictures.map(({ name }) => name)).toEqual(['night sky.jpg', 'Harbour_Mile-logo.png', 'sponsor one.jpg', 'picture.png']);
    expect(result.pictures[1]?.blocks).toHaveLength(2);
    expect(told(result)).toEqual(expect.arrayContaining(['dropped', 'pictureSize']));
    expect(JSON.stringify(result.doc)).not.toMatch(/invalid|static|script|url\(|data:|smuggled/);
    expect((window as { smuggled?: boolean }).smuggled).toBeUndefined();
    expect(named(result, 'Name')).toMatchObject({ text: [{ get: 'runner.name' }] });
    expect(document.querySelector('script, iframe, [onclick], [onerror], [src]')).toBeNull();
  });

  test('gets a picture in all its places', () => {
    const result = convert('pictures.json');
    const asset = { kind: 'image', mime: 'image/png', bytes: 5, sha256: 'a'.repeat(64) } as const;
    const [sky, logo] = result.pictures;
    if (sky === undefined || logo === undefined) throw new Error('no pictures');
    const doc = withPicture(withPicture(result.doc, sky, asset, 'p1'), logo, { ...asset, sha256: 'b'.repeat(64) }, 'p2');
    expect(doc.pages['solo']?.bg).toMatchObject({ asset: 'p1', fit: 'cover' });
    expect(Object.values(doc.blocks).filter((block) => block.type === 'image' && block.asset === 'p2')).toHaveLength(2);
    expect(Object.keys(doc.assets ?? {})).toEqual(['p1', 'p2']);
  });

  test('without a resting page gets an empty one; depth and turning stay', () => {
    const result = convert('no-resting.json');
    expect(told(result)).toContain('noResting');
    expect(on(result, 'rest')).toEqual([]);
    expect(on(result, 'solo').sort((one, other) => (one.z < other.z ? -1 : 1)).map(({ type }) => type)).toEqual(['message', 'shape', 'text']);
    expect(on(result, 'solo').find(({ type }) => type === 'shape')).toMatchObject({ opacity: 0.5, border: '6px solid rgb(255, 178, 36)' });
  });

  test('of one page serves both states, at rest without anybody’s values', () => {
    const result = convert('one-page.html');
    expect(on(result, 'solo').map(({ type }) => type)).toEqual(['text', 'message', 'text']);
    expect(on(result, 'rest')).toMatchObject([{ text: ['Harbour Mile'] }]);
    expect(told(result)).toEqual(expect.arrayContaining(['size', 'single']));
    expect(result.doc.pages['rest']?.bg).toEqual({ color: 'rgb(0, 64, 128)' });
  });
});

test('what is no template of the original is refused with a reason', () => {
  expect(readLegacy('a.json', '{"v":1,"blocks":{}}')).toBe('notLegacy');
  expect(readLegacy('a.json', '{"activeState":{"html":" "}}')).toBe('noMarkup');
  expect(readLegacy('a.json', '[1')).toBe('notLegacy');
  expect(readLegacy('a.html', 'hello')).toBe('notLegacy');
});

test('every placeholder of the original has a value of ours', () => {
  const original = 'name first_name last_name age gender city state country division race_name reg_choice wave team_name message timestamp location lap bib finish_time gun_time pace gun_pace overall_rank division_rank penalty_time time_with_penalty gun_time_with_penalty start_time finish_timestamp chip_time custom_message';
  for (const name of original.split(' ')) expect(PLACEHOLDERS).toContain(name);
  expect(Object.keys(PATHS).length).toBeGreaterThan(40);
});

test('lines are words, whatever wrote them', () => {
  expect(linesOf('a, b,,a')).toEqual(['a', 'b']);
  expect(linesOf('["Go, go", "On"]')).toEqual(['Go, go', 'On']);
  expect(linesOf('[object Object]')).toEqual([]);
});

test('a chosen file finds its picture by its name, or as the only one', () => {
  const missing = [{ name: 'Harbour_Mile-logo.png', address: 'x', blocks: [], pages: [] }];
  expect(chosenFor(missing, [new File([], 'harbour mile logo.PNG')]).size).toBe(1);
  expect(chosenFor(missing, [new File([], 'other.png')]).size).toBe(1);
  expect(chosenFor([...missing, { name: 'sky.jpg', address: 'y', blocks: [], pages: [] }], [new File([], 'other.png')]).size).toBe(0);
});
