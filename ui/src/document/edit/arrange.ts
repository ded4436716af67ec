/** Where blocks lie: moved, sized, turned, aligned, spread. Locked ones stay. Figures become whole pixels. */
import { type Box, boundsOf, boxOf, inGroup, onPage, placed, upright, whole } from '../boxes';
import { same } from '../json';
import type { Block, TemplateDocument } from '../schema';
import { changed, outermost } from '../tree';

function free(doc: TemplateDocument, ids: Iterable<string>): string[] {
  return outermost(doc, ids).filter((id) => doc.blocks[id]?.locked !== true);
}

function put(block: Block, box: Box): Block {
  const next = placed(block, box);
  return same(next, block) ? block : next;
}

/** By so many pixels, in the direction in which the page counts, whatever group they are in. */
export function move(doc: TemplateDocument, ids: Iterable<string>, dx: number, dy: number): TemplateDocument {
  return changed(doc, free(doc, ids), (block, id) => {
    if (block.parent === undefined) return put(block, { ...boxOf(block), x: block.x + whole(dx), y: block.y + whole(dy) });
    const box = onPage(doc, id);
    return put(block, inGroup(doc, block.parent, { ...box, x: box.x + whole(dx), y: box.y + whole(dy) }));
  });
}

/** To figures that the inspector says, or that a gesture ended with; those of its group for a block in one. */
export function place(doc: TemplateDocument, boxes: Iterable<readonly [string, Partial<Box>]>): TemplateDocument {
  const wanted = new Map(boxes);
  return changed(doc, wanted.keys(), (block, id) => (block.locked === true ? block : put(block, { ...boxOf(block), ...wanted.get(id) })));
}

/** Alt and the arrows: wider and higher by so much; the corner stays. */
export function resize(doc: TemplateDocument, ids: Iterable<string>, dw: number, dh: number): TemplateDocument {
  return changed(doc, free(doc, ids), (block) => put(block, { ...boxOf(block), w: block.w + dw, h: block.h + dh }));
}

/** Each about its own middle. */
export function rotate(doc: TemplateDocument, ids: Iterable<string>, degrees: number): TemplateDocument {
  return changed(doc, free(doc, ids), (block) => put(block, { ...boxOf(block), rot: upright((block.rot ?? 0) + degrees) }));
}

export type Edge = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
const PART: Readonly<Record<Edge, number>> = { left: 0, centre: 0.5, right: 1, top: 0, middle: 0.5, bottom: 1 };
const ACROSS: ReadonlySet<Edge> = new Set(['left', 'centre', 'right']);

/** To the box round all of them, or to the page; one block alone goes to the page. Turned ones by the upright box round them. */
export function align(doc: TemplateDocument, ids: Iterable<string>, edge: Edge, to: 'selection' | 'page' = 'selection'): TemplateDocument {
  const chosen = outermost(doc, ids);
  const round = new Map(chosen.map((id) => [id, boundsOf([onPage(doc, id)])]));
  const target = to === 'page' || chosen.length < 2 ? { x: 0, y: 0, ...doc.size } : boundsOf([...round.values()]);
  return nudged(doc, chosen, (id) => {
    const box = round.get(id) as Box;
    return ACROSS.has(edge)
      ? { x: target.x + (target.w - box.w) * PART[edge] - box.x, y: 0 }
      : { x: 0, y: target.y + (target.h - box.h) * PART[edge] - box.y };
  });
}

/** The first and the last stay; between all of them the gap is the same. */
export function distribute(doc: TemplateDocument, ids: Iterable<string>, direction: 'across' | 'down'): TemplateDocument {
  const [at, side] = direction === 'across' ? ['x', 'w'] as const : ['y', 'h'] as const;
  const boxes = outermost(doc, ids).map((id) => ({ id, box: boundsOf([onPage(doc, id)]) }))
    .sort((one, other) => one.box[at] + one.box[side] / 2 - other.box[at] - other.box[side] / 2 || (one.id < other.id ? -1 : 1));
  const [first, last] = [boxes[0], boxes[boxes.length - 1]];
  if (boxes.length < 3 || first === undefined || last === undefined) return doc;
  const room = last.box[at] + last.box[side] - first.box[at];
  const gap = (room - boxes.reduce((sum, { box }) => sum + box[side], 0)) / (boxes.length - 1);
  const by = new Map<string, number>();
  let next = first.box[at];
  for (const { id, box } of boxes) {
    by.set(id, next - box[at]);
    next += box[side] + gap;
  }
  return nudged(doc, boxes.map(({ id }) => id), (id) => (at === 'x' ? { x: by.get(id) ?? 0, y: 0 } : { x: 0, y: by.get(id) ?? 0 }));
}

function nudged(doc: TemplateDocument, ids: readonly string[], by: (id: string) => { readonly x: number; readonly y: number }): TemplateDocument {
  return ids.reduce((next, id) => {
    const { x, y } = by(id);
    return Math.abs(x) < 0.5 && Math.abs(y) < 0.5 ? next : move(next, [id], x, y);
  }, doc);
}
