/** Values of the document by the names they have for people; the keys are the document's own words. */
import type { TFunction } from 'i18next';
import { PATHS, type Block, type Page, type Part, type Path } from '../../../document/schema';
import type { Choice } from './fields/ChoiceField';

export type T = TFunction<'panels'>;
export const KNOWN_PATHS = Object.keys(PATHS) as readonly (keyof typeof PATHS)[]; // keys of a const object

const key = (path: string): string => path.replaceAll('.', '_');

export function pathName(t: T, path: Path): string {
  return path.startsWith('var.') ? t('pathVariable', { name: path.slice(4) }) : t(`path.${key(path)}`);
}

/** By what they tell of: the runner, the race … */
export function pathGroups(t: T, fits: (path: keyof typeof PATHS) => boolean = () => true): { group: string; items: Choice<Path>[] }[] {
  const groups = new Map<string, Choice<Path>[]>();
  for (const path of KNOWN_PATHS.filter(fits)) {
    const name = path.split('.')[0] ?? '';
    groups.set(name, [...groups.get(name) ?? [], { value: path, label: pathName(t, path) }]);
  }
  return [...groups].map(([name, items]) => ({ group: t(`pathGroup.${name}`), items }));
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

/** `choices(t, 'ease', ['out', 'linear'])`: the words of a closed list. */
export function choices<const V extends string>(t: T, list: string, values: readonly V[]): Choice<V>[] {
  return values.map((value) => ({ value, label: t(`${list}.${value.replace(/[^\w-]/g, '_')}`) }));
}
