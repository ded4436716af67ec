/** Letters of the chosen blocks, as far as they have any. */
import type { Block, Lettering } from '../../../../document/schema';
import { changeChosen, patched, patchedPart, shared, useChosen } from '../model';
import { FontFields } from '../parts/FontFields';

const KEYS = ['font', 'size', 'weight', 'italic', 'color', 'align', 'valign', 'lh', 'ls', 'shadow', 'stroke', 'tabular', 'fit', 'dir'] as const satisfies readonly (keyof Lettering)[];

export type Lettered = Extract<Block, { readonly font?: Lettering }>;

export function lettered(block: Block): block is Lettered {
  return ['text', 'clock', 'message', 'table', 'ticker', 'more'].includes(block.type);
}

export function LettersSection() {
  const blocks = useChosen().map(([, block]) => block).filter(lettered);
  const read = KEYS.map((key) => [key, shared(blocks, (block) => (lettered(block) ? block.font?.[key] : undefined))] as const);
  const font = Object.fromEntries(read.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]]))) as Lettering; // key by key what all have in common
  const mixed = new Set<string>(read.flatMap(([key, each]) => (each.mixed ? [key] : [])));
  return (
    <FontFields
      font={font} mixed={mixed}
      onCommit={(change) => { changeChosen('edit.font', (block) => (lettered(block) ? patched<Lettered>(block, { font: patchedPart(block.font, change) }) : block)); }}
    />
  );
}
