/** What belongs to the whole template: its size, its colours, its name and how runners follow each other. */
import { having, own, same, type Bag } from '../json';
import { whole } from '../boxes';
import type { Block, TemplateDocument } from '../schema';

/** The canvas alone, or all that is on it: fitted into the new one and in its middle. */
export function resizeCanvas(doc: TemplateDocument, w: number, h: number, content: 'stays' | 'scales'): TemplateDocument {
  const size = { w: within(w), h: within(h) };
  if (same(size, doc.size)) return doc;
  if (content === 'stays') return { ...doc, size };
  const by = Math.min(size.w / doc.size.w, size.h / doc.size.h);
  const [left, top] = [(size.w - doc.size.w * by) / 2, (size.h - doc.size.h * by) / 2];
  const blocks = Object.entries(doc.blocks).map(([id, block]) => [id, scaled(block, by, block.parent === undefined ? [left, top] : [0, 0])]);
  return { ...doc, size, blocks: Object.fromEntries(blocks) as Record<string, Block> };
}

function within(side: number): number {
  return Math.min(16384, Math.max(16, whole(side)));
}

function scaled(block: Block, by: number, [left, top]: readonly [number, number]): Block {
  const figures = { x: whole(block.x * by + left), y: whole(block.y * by + top), w: Math.max(1, whole(block.w * by)), h: Math.max(1, whole(block.h * by)) };
  return MEASURES.reduce<Bag>((next, path) => measured(next, path, by), { ...block, ...figures } as unknown as Bag) as unknown as Block;
}

/** What else is in pixels. Shadows, strokes and borders are texts and stay as thin as they were drawn. */
const MEASURES = [['radius'], ['gap'], ['speed'], ['font', 'size'], ['font', 'ls'], ['cell', 'w'], ['cell', 'h']] as const;

function measured(bag: Bag, [key, inside]: readonly [string, string?], by: number): Bag {
  const value = own(bag, key);
  if (inside !== undefined) return value === null ? bag : having(bag, key, measured(value as Bag, [inside], by));
  return typeof value === 'number' ? having(bag, key, Math.max(key === 'ls' ? -Infinity : key === 'radius' || key === 'gap' ? 0 : 1, Math.round(value * by * 10) / 10)) : bag;
}

export function renameTemplate(doc: TemplateDocument, name: string): TemplateDocument {
  const clean = name.trim().slice(0, 120);
  return clean === '' || clean === doc.name ? doc : { ...doc, name: clean };
}

/** One entry of the theme, the fonts, the assets or the rules of play; null takes it away. */
export function setEntry(doc: TemplateDocument, of: 'theme' | 'fonts' | 'assets' | 'play', key: string, value: unknown): TemplateDocument {
  const now = doc[of] as Bag | undefined;
  return same(own(now, key), value) ? doc : { ...doc, [of]: having(now ?? {}, key, value) };
}

export function setSafe(doc: TemplateDocument, part: number | null): TemplateDocument {
  return having(doc as unknown as Bag, 'safe', part === null ? null : Math.min(0.2, Math.max(0, part))) as unknown as TemplateDocument;
}

export function setLocale(doc: TemplateDocument, locale: string | null): TemplateDocument {
  return having(doc as unknown as Bag, 'locale', locale) as unknown as TemplateDocument;
}
