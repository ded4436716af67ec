/** Every place of a document where letters stand, as it will be drawn: how large it is, in which letters, and what it says. */
import { columnsOf } from '../../../../blocks/table/row';
import { faceOf, type Face } from '../../../../blocks/look';
import type { Block, Lettering, Part, TemplateDocument } from '../../../../document/schema';
import { kindOf, type Kind } from './words';

export interface TextPlace {
  readonly page: string;
  readonly block: string;
  readonly w: number;
  readonly h: number;
  readonly face: Face & { readonly fit?: Lettering['fit'] };
  /** What it says; a message has one entry for each of its lines. */
  readonly says: readonly (readonly Part[])[];
  /** Words of the event that stand in it. */
  readonly kinds: readonly Kind[];
}

type Told = Pick<TextPlace, 'w' | 'h' | 'says'> & { readonly font: Lettering | undefined };

/** As table/row.ts leaves free at the edges of a cell. */
const MARGIN = 0.25;

function table(block: Extract<Block, { type: 'table' }>): Told[] {
  const head = block.columns.some((column) => (column.head ?? '') !== '') ? 1 : 0;
  const h = (block.h - (block.gap ?? 0) * (block.rows + head - 1)) / (block.rows + head);
  return columnsOf(block).map(({ w, parts, font }) => ({ w: w - 2 * Math.min(w / 4, faceOf(font).size * MARGIN), h, font, says: [parts] }));
}

const CLOCKS = { gun: 'clock.gun', time: 'clock.time', countdown: 'clock.countdown' } as const;

function clock({ mode, fmt }: Extract<Block, { type: 'clock' }>): readonly Part[] {
  return [{ get: CLOCKS[mode], ...(fmt === undefined ? {} : { fmt }) }];
}

const MORE: readonly Part[] = ['+', { get: 'list.more' }];

function told(block: Block): Told[] {
  const { w, h } = block;
  switch (block.type) {
    case 'text': return [{ w, h, font: block.font, says: [block.text] }];
    case 'more': return [{ w, h, font: block.font, says: [block.text ?? MORE] }];
    case 'message': return [{ w, h, font: block.font, says: (block.list ?? []).map((line) => [line]) }];
    case 'clock': return [{ w, h, font: { tabular: true, ...block.font }, says: [clock(block)] }];
    case 'ticker': return [{ w, h, font: { ...block.font, fit: { mode: 'marquee' } }, says: [block.parts ?? []] }];
    case 'table': return table(block);
    default: return [];
  }
}

function kindsIn(says: TextPlace['says']): readonly Kind[] {
  return [...new Set(says.flat().flatMap((part) => { const kind = typeof part === 'string' ? undefined : kindOf(part.get); return kind === undefined ? [] : [kind]; }))];
}

/** A block in a hidden group is as hidden as the group. */
function hidden({ blocks }: TemplateDocument, block: Block): boolean {
  for (let each: Block | undefined = block; each !== undefined; each = each.parent === undefined ? undefined : blocks[each.parent]) if (each.hidden === true) return true;
  return false;
}

export function textsOf(doc: TemplateDocument): readonly TextPlace[] {
  return Object.entries(doc.blocks).filter(([, block]) => doc.pages[block.page] !== undefined && !hidden(doc, block)).flatMap(([id, block]) => (
    told(block).map(({ font, ...place }) => ({ page: block.page, block: id, face: faceOf(font), kinds: kindsIn(place.says), ...place }))
  ));
}
