/** What of a document can be chosen and moved just now: the blocks of the open page, or of the group one works in. */
import type { Block, TemplateDocument } from '../types';
import { PAGE, boxOutOf, contains, frameOf, into, type Box, type Frame } from './geometry';
import type { Item, Scene } from './gestures';
import type { Point } from './viewport';

export interface Place {
  readonly doc: TemplateDocument;
  readonly page: string;
  /** The group one works in; null: the page. */
  readonly level: string | null;
  readonly guides: Scene['guides'];
  readonly grid: number | null;
}

export function boxOf(block: Block): Box {
  return { x: block.x, y: block.y, w: block.w, h: block.h, rot: block.rot ?? 0 };
}

/** Blocks right below `parent`, from the back to the front. */
export function childrenOf(doc: TemplateDocument, page: string, parent: string | null): [string, Block][] {
  return Object.entries(doc.blocks)
    .filter(([, block]) => block.page === page && (block.parent ?? null) === parent)
    .sort(([oneId, one], [otherId, other]) => (one.z === other.z ? (oneId < otherId ? -1 : 1) : one.z < other.z ? -1 : 1));
}

/** Groups that a `runners` block draws once per runner: they lie in its first cell, not where their own figures say. */
export function repeatedBy(doc: TemplateDocument, group: string): Block | undefined {
  return Object.values(doc.blocks).find((block) => block.type === 'runners' && 'group' in block && block['group'] === group);
}

function itemOf(doc: TemplateDocument, id: string, block: Block): Item {
  return { id, box: boxOf(block), within: block.type === 'group' ? childrenOf(doc, block.page, id).map(([child, inner]) => itemOf(doc, child, inner)) : [] };
}

/** How the figures of that level lie on the page. */
export function frameAt(doc: TemplateDocument, level: string | null): Frame {
  const group = level === null ? undefined : doc.blocks[level];
  if (level === null || group === undefined) return PAGE;
  const runners = repeatedBy(doc, level);
  return runners === undefined ? frameOf(boxOf(group), frameAt(doc, group.parent ?? null)) : frameOf(boxOf(runners), frameAt(doc, runners.parent ?? null));
}

/** What a gesture may take and what it holds to; what is hidden is neither. */
export function sceneOf({ doc, page, level, guides, grid }: Place): Scene {
  const group = level === null ? undefined : doc.blocks[level];
  const items = childrenOf(doc, page, level).filter(([id, block]) => block.hidden !== true && !(block.type === 'group' && repeatedBy(doc, id) !== undefined)).map(([id, block]) => itemOf(doc, id, block));
  return group === undefined
    ? { items, page: doc.size, safe: doc.safe ?? 0, guides, grid }
    : { items, page: { w: group.w, h: group.h }, safe: 0, guides: { x: [], y: [] }, grid };
}

/** A block as it lies on the page, whatever groups it is in. */
export function onPage(doc: TemplateDocument, id: string): Box {
  const block = doc.blocks[id];
  return block === undefined ? { x: 0, y: 0, w: 0, h: 0, rot: 0 } : boxOutOf(frameAt(doc, block.parent ?? null), boxOf(block));
}

/** What lies under a point of the page, the foremost first. */
export function under(place: Place, at: Point): string[] {
  const own = into(frameAt(place.doc, place.level), at);
  return sceneOf(place).items.filter(({ box }) => contains(box, own)).map(({ id }) => id).reverse();
}
