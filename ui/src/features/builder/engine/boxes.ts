/** What a gesture leaves in the document: only what is another, and a turn of nothing is no turn. */
import type { Block, TemplateDocument } from '../types';
import type { Box } from './geometry';

export function withBoxes(doc: TemplateDocument, boxes: ReadonlyMap<string, Box>): TemplateDocument {
  const changed: Record<string, Block> = {};
  for (const [id, box] of boxes) {
    const block = doc.blocks[id];
    if (block === undefined || (block.x === box.x && block.y === box.y && block.w === box.w && block.h === box.h && (block.rot ?? 0) === box.rot)) continue;
    const { rot: _rot, ...rest } = block;
    changed[id] = { ...rest, x: box.x, y: box.y, w: box.w, h: box.h, ...(box.rot === 0 ? {} : { rot: box.rot }) } as Block; // the same kind of block, elsewhere
  }
  return Object.keys(changed).length === 0 ? doc : { ...doc, blocks: { ...doc.blocks, ...changed } };
}
