/** Blocks that belong together. A group is a block; theirs is the same place on the page before and after. */
import { boundsOf, inGroup, onPage, placed } from '../boxes';
import { newId } from '../ids';
import { placesOnTop } from '../order';
import type { Block, TemplateDocument } from '../schema';
import { changed, compared, inOrder, outermost } from '../tree';
import type { Made } from './block';

/** Two or more of one page. The group lies where the highest of them was, in the group that holds them all, if one does. */
export function group(doc: TemplateDocument, ids: Iterable<string>, id: string = newId()): Made {
  const chosen = outermost(doc, ids).sort((one, other) => compared(doc, one, other));
  const [first, top] = [doc.blocks[chosen[0] ?? ''], doc.blocks[chosen[chosen.length - 1] ?? '']];
  if (chosen.length < 2 || first === undefined || top === undefined || chosen.some((one) => doc.blocks[one]?.page !== first.page)) return { doc, ids: chosen };
  const parent = chosen.every((one) => doc.blocks[one]?.parent === first.parent) ? first.parent : undefined;
  const box = inGroup(doc, parent, boundsOf(chosen.map((one) => onPage(doc, one))));
  const upright = placed({ type: 'group', page: first.page, z: parent === top.parent ? top.z : placesOnTop(doc, first.page, parent, 1)[0] ?? top.z, ...box } as Block, box);
  const held: TemplateDocument = { ...doc, blocks: { ...doc.blocks, [id]: parent === undefined ? upright : { ...upright, parent } as Block } };
  return { doc: changed(held, chosen, (block, one) => ({ ...placed(block, inGroup(held, id, onPage(doc, one))), parent: id })), ids: [id] };
}

/** What was inside lies in the group above, or on the page, at the place of the group in the order. */
export function ungroup(doc: TemplateDocument, ids: Iterable<string>): Made {
  return [...ids].reduce<Made>((made, id) => {
    const block = made.doc.blocks[id];
    if (block?.type !== 'group' || isDrawnPerRunner(made.doc, id)) return made;
    const inside = inOrder(made.doc, block.page, id);
    const places = placesOnTop(made.doc, block.page, block.parent, inside.length);
    const freed = changed(made.doc, inside, (child, one) => {
      const { parent: _parent, ...rest } = placed(child, inGroup(made.doc, block.parent, onPage(made.doc, one)));
      const z = inside.length === 1 ? block.z : places[inside.indexOf(one)] ?? child.z;
      return (block.parent === undefined ? { ...rest, z } : { ...rest, z, parent: block.parent }) as Block;
    });
    const { [id]: _gone, ...blocks } = freed.blocks;
    return { doc: { ...freed, blocks }, ids: [...made.ids, ...inside] };
  }, { doc, ids: [] });
}

function isDrawnPerRunner(doc: TemplateDocument, id: string): boolean {
  return Object.values(doc.blocks).some((block) => 'group' in block && block['group'] === id);
}
