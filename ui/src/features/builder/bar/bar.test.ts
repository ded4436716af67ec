import { describe, expect, it } from 'vitest';
import type { Asset } from '../../../document/schema';
import { seenFile } from '../engine/context';
import { aboutOf, valueOf, type Undecided } from './conflictWords';
import { othersOf } from './presence';

const say = ((key: string, { defaultValue }: { defaultValue?: string } = {}) => (key.startsWith('property.font_size') ? 'size of the letters' : defaultValue ?? key)) as never;

describe('who else draws', () => {
  const kim = { id: 2, name: 'Kim', window: 'w-kim' };
  it('is told once a person, and never oneself in this window', () => {
    expect(othersOf([kim, { ...kim, window: 'w-kim2' }, { id: 1, name: 'Me', window: 'w-own' }], 1, 'w-own')).toEqual({ names: ['Kim'], mine: false });
  });
  it('tells of one’s own other window', () => {
    expect(othersOf([{ id: 1, name: 'Me', window: 'w-other' }], 1, 'w-own')).toEqual({ names: [], mine: true });
  });
});

describe('a conflict in words', () => {
  const doc = { v: 1, name: '', size: { w: 1, h: 1 }, pages: {}, blocks: { b1: { type: 'shape', name: 'Arch', page: 'p', z: 'a', x: 0, y: 0, w: 1, h: 1 } } } as never;
  const one = (path: readonly string[], mine: unknown = null): Undecided => ({ path, old: 1, val: 2, now: 3, by: null, at: null, mine } as Undecided);
  it('names the block and the property', () => {
    expect(aboutOf(say, say, doc, one(['blocks', 'b1', 'font', 'size']))).toBe('Arch · size of the letters');
  });
  it('knows who is gone by what I had', () => {
    expect(aboutOf(say, say, doc, one(['blocks', 'b9', 'pos'], { type: 'shape', name: 'Gone' }))).toBe('Gone · pos');
  });
  it('tells values that can be read, and no others', () => {
    expect(valueOf(say, [10, 20])).toBe('10 × 20');
    expect(valueOf(say, ['Place ', { get: 'runner.rank.overall' }])).toBe('Place ‹runner.rank.overall›');
    expect(valueOf(say, { mode: 'shrink' })).toBe('value.look');
  });
});

describe('the file a canvas shows', () => {
  const picture: Asset = {
    kind: 'image', mime: 'image/jpeg', bytes: 9, sha256: 'original', w: 8000, h: 6000,
    variants: [{ name: 'full', mime: 'image/webp', sha256: 'full', bytes: 3, w: 4096, h: 3072 }, { name: 'half', mime: 'image/webp', sha256: 'half', bytes: 2, w: 2048, h: 1536 }, { name: 'thumb', mime: 'image/webp', sha256: 'thumb', bytes: 1, w: 160, h: 120 }],
  };
  it('is the smallest that is sharp, and never a camera’s original', () => {
    expect(seenFile(picture, 150, 110)).toBe('thumb');
    expect(seenFile(picture, 1920, 1080)).toBe('half');
    expect(seenFile(picture, 9000, 9000)).toBe('full');
  });
  it('is the original while there are no others', () => {
    const { variants: _made, ...fresh } = picture;
    expect(seenFile(fresh, 100, 100)).toBe('original');
  });
});
