/** Blocks, pages and values of a document by the names that they have for people, the same wherever they are named; texts of `panels`. */
import type { TFunction } from 'i18next';
import type { Block, Page, Part, Path } from '../document/schema';

export type T = TFunction<'panels'>;

const key = (path: string): string => path.replaceAll('.', '_');

export function pathName(t: T, path: Path): string {
  return path.startsWith('var.') ? t('pathVariable', { name: path.slice(4) }) : t(`path.${key(path)}`);
}

export function partsText(t: T, parts: readonly Part[] | undefined): string {
  return (parts ?? []).map((part) => (typeof part === 'string' ? part : `‹${pathName(t, part.get)}›`)).join('').replace(/\s+/g, ' ').trim();
}

/** What it shows, where that says more than its kind. */
function told(t: T, block: Block): string {
  switch (block.type) {
    case 'text': case 'qr': case 'more': return partsText(t, block.text);
    case 'ticker': return partsText(t, block.parts);
    case 'clock': return t(`clock.${block.mode}`);
    case 'shape': return t(`shape.${block.shape ?? 'rect'}`);
    default: return '';
  }
}

const SPEAKS_FOR_ITSELF: ReadonlySet<string> = new Set(['text', 'shape', 'clock']);

/** What a list calls a block that nobody has named. */
export function blockName(t: T, block: Block): string {
  if (block.name !== undefined && block.name !== '') return block.name;
  const kind = t(`kind.${block.type}`);
  const words = told(t, block);
  return words === '' ? kind : SPEAKS_FOR_ITSELF.has(block.type) ? words : `${kind}: ${words}`;
}

export function pageName(t: T, page: Page): string {
  return page.name !== undefined && page.name !== '' ? page.name : t(`role.${page.role}`);
}
