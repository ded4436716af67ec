import { describe, expect, test } from 'vitest';
import { boundsOf, boxOf } from './boxes';
import { derived } from './derive';
import { faults } from './references';
import type { Block, RunnersBlock, TemplateDocument } from './schema';
import { overlap } from './standing';

const found = import.meta.glob<TemplateDocument>('../../../src/project88/templates/starters/*.json', { import: 'default', eager: true });
const starters = Object.entries(found).map(([path, document]) => [path.replace(/.*\/|\.json$/g, ''), document] as const)
  .filter(([, { pages }]) => Object.values(pages).some(({ role }) => role === 'solo'));

/** As if nobody had drawn the pages for many. */
function forOne(doc: TemplateDocument): TemplateDocument {
  const many = new Set(Object.keys(doc.pages).filter((id) => /^(group|compact)$/.test(doc.pages[id]?.role ?? '')));
  return {
    ...doc,
    pages: Object.fromEntries(Object.entries(doc.pages).filter(([id]) => !many.has(id))),
    blocks: Object.fromEntries(Object.entries(doc.blocks).filter(([, { page }]) => !many.has(page))),
  };
}

type Made = Readonly<Record<'group' | 'compact', { readonly stays: readonly Block[]; readonly list: RunnersBlock }>>;
function made(doc: TemplateDocument): Made {
  const { blocks } = derived(doc);
  const of = (role: string): Made['group'] => ({
    stays: Object.entries(blocks).filter(([id]) => id.startsWith(`derived-${role}-stay`)).map(([, block]) => block),
    list: blocks[`derived-${role}-list`] as RunnersBlock,
  });
  return { group: of('group'), compact: of('compact') };
}

const behind = (block: Block, { size }: TemplateDocument): boolean => block.w * block.h >= 0.8 * size.w * size.h;
const named = (block: Block): string => block.name ?? (block.type === 'text' ? block.text.filter((part) => typeof part === 'string').join('') : block.type);

/** A usual page for one runner on a screen of this size: a bar with logo and clock above, sponsors below, the runner between. */
function usual(w: number, h: number, more: Readonly<Record<string, Partial<Block>>> = {}): TemplateDocument {
  const at = (x: number, y: number, wide: number, high: number) => ({ page: 'solo', x: Math.round(x * w), y: Math.round(y * h), w: Math.round(wide * w), h: Math.round(high * h) });
  const blocks: Record<string, Block> = {
    ground: { type: 'shape', name: 'ground', z: 'a0', ...at(0, 0, 1, 1), fill: { color: '#102030' } },
    bar: { type: 'shape', name: 'bar', z: 'a1', ...at(0, 0, 1, 0.14), fill: { color: '#ffffff' } },
    logo: { type: 'image', name: 'logo', z: 'a2', ...at(0.03, 0.02, 0.15, 0.1) },
    title: { type: 'text', z: 'a3', ...at(0.2, 0.02, 0.5, 0.1), text: ['Harbour Mile'], in: { name: 'fadeIn' } },
    clock: { type: 'clock', z: 'a4', mode: 'time', ...at(0.75, 0.02, 0.22, 0.1) },
    name: { type: 'text', z: 'a5', ...at(0.05, 0.22, 0.9, 0.3), text: [{ get: 'runner.name' }] },
    plate: { type: 'shape', name: 'plate', z: 'a6', ...at(0.05, 0.6, 0.3, 0.2), fill: { color: '#ff0000' } },
    time: { type: 'text', z: 'a7', ...at(0.05, 0.6, 0.3, 0.2), text: [{ get: 'runner.net_time' }] },
    label: { type: 'text', z: 'a8', ...at(0.05, 0.8, 0.3, 0.05), text: ['Net time'] },
    sponsors: { type: 'carousel', z: 'a9', ...at(0.6, 0.88, 0.38, 0.1), items: [] },
  };
  for (const [id, change] of Object.entries(more)) blocks[id] = { ...blocks[id], ...change } as Block;
  return { v: 1, name: 'Usual', size: { w, h }, pages: { solo: { role: 'solo' } }, blocks };
}

const SIZES = [[1920, 1080], [1080, 1920], [3840, 2160], [512, 64], [1024, 256], [390, 844], [64, 512]] as const;

describe('what a page for one runner has beside the runner', () => {
  test.each(SIZES)('stays on the pages for many, and the rows stand between: %i × %i', (w, h) => {
    const doc = usual(w, h);
    for (const { stays, list } of Object.values(made(doc))) {
      expect(stays.map(named)).toEqual(['ground', 'bar', 'logo', 'Harbour Mile', 'clock', 'carousel']);
      for (const block of stays.filter((each) => !behind(each, doc))) expect(overlap(block, list)).toBe(false);
      expect(list.h).toBeGreaterThanOrEqual(0.55 * h);
      expect(list.w).toBeGreaterThanOrEqual(0.9 * (w - 0.08 * Math.min(w, h)));
      expect(stays[3]).toEqual({ ...doc.blocks['title'], page: list.page, z: 'a003', in: undefined });
    }
    expect(faults(derived(doc))).toEqual([]);
  });

  test('a logo at the side of a strip stays, and the rows stand beside it', () => {
    const doc: TemplateDocument = { ...usual(512, 64), blocks: {
      logo: { type: 'image', page: 'solo', z: 'a1', x: 0, y: 0, w: 96, h: 64 },
      name: { type: 'text', page: 'solo', z: 'a2', x: 100, y: 0, w: 300, h: 64, text: [{ get: 'runner.name' }] },
    } };
    const { stays, list } = made(doc).group;
    expect(stays).toHaveLength(1);
    expect([list.x > 96, list.x + list.w <= 512, list.h > 50]).toEqual([true, true, true]);
  });

  test('a mark in the middle of the page is left out, and the rows have the page', () => {
    const { stays, list } = made(usual(1920, 1080, { logo: { x: 700, y: 400, w: 500, h: 300 } })).group;
    expect(stays.map(named)).toEqual(['ground', 'bar', 'Harbour Mile', 'clock', 'carousel']);
    expect(list.w).toBeGreaterThan(1800);
  });

  test('a title in which a runner stands, and the plate under both, go with the runner', () => {
    const tall = made(usual(1920, 1080, { bar: { h: 1000, w: 960 } })).group;
    expect(tall.stays.map(named)).toEqual(['ground', 'clock', 'carousel']);
    const own = made(usual(1920, 1080, { title: { type: 'text', text: ['Well done, ', { get: 'runner.first_name' }] }, clock: { when: { get: 'runner.team', op: 'filled' } } })).group;
    expect(own.stays.map(named)).toEqual(['ground', 'bar', 'logo', 'carousel']);
  });

  test('what is told of one crossing is not said of many', () => {
    const { stays } = made(usual(1920, 1080, { title: { type: 'text', text: [{ get: 'race.name' }] } })).group;
    expect(stays.map(named)).not.toContain('');
    expect(made(usual(1920, 1080, { title: { type: 'text', text: [{ get: 'race.event' }] } })).group.stays.map(named)).toContain('');
  });

  test('what a group holds stands where it stood, on the ground of the group', () => {
    const doc = usual(1920, 1080, {
      bar: { type: 'group', z: 'a1', rot: 0, opacity: 0.5 },
      logo: { parent: 'bar', x: 58, y: 22 }, title: { parent: 'bar', opacity: 0.5 }, clock: { hidden: true },
    });
    const { stays } = made(doc).group;
    expect(stays.map(named)).toEqual(['ground', 'bar', 'logo', 'Harbour Mile', 'carousel']);
    expect(stays[1]?.type).toBe('shape');
    expect(stays[2]).toMatchObject({ x: 58, y: 22, opacity: 0.5 });
    expect(stays[3]).toMatchObject({ opacity: 0.25 });
    expect(stays.every(({ parent }) => parent === undefined)).toBe(true);
  });
});

describe.each(starters)('%s, if nobody had drawn its pages for many', (_name, drawn) => {
  test.each([1, 0.25, 2])('no name lies over anything that stays, at %d of its size', (scale) => {
    const doc = forOne(scaled(drawn, scale));
    expect(faults(derived(doc))).toEqual([]);
    for (const { stays, list } of Object.values(made(doc))) {
      for (const block of stays.filter((each) => !behind(each, doc))) {
        expect(overlap(boundsOf([boxOf(block)]), list)).toBe(false);
        expect(JSON.stringify(block)).not.toContain('"runner.');
      }
      expect(list.w * list.h).toBeGreaterThanOrEqual(0.4 * doc.size.w * doc.size.h);
      expect(list.x + list.w).toBeLessThanOrEqual(doc.size.w);
      expect(list.y + list.h).toBeLessThanOrEqual(doc.size.h);
    }
  });
});

function scaled(doc: TemplateDocument, by: number): TemplateDocument {
  const blocks = Object.entries(doc.blocks).map(([id, block]) => [id, { ...block, x: block.x * by, y: block.y * by, w: block.w * by, h: block.h * by }] as const);
  return { ...doc, size: { w: doc.size.w * by, h: doc.size.h * by }, blocks: Object.fromEntries(blocks) };
}
