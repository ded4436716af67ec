/** Values of the document by the names they have for people; the keys are the document's own words. */
import { pathName, type T } from '../../../components/block-words';
import { PATHS, type Path } from '../../../document/schema';
import type { Choice } from './fields/ChoiceField';

export { blockName, pageName, partsText, pathName, type T } from '../../../components/block-words';
export const KNOWN_PATHS = Object.keys(PATHS) as readonly (keyof typeof PATHS)[]; // keys of a const object

/** By what they tell of: the runner, the race … */
export function pathGroups(t: T, fits: (path: keyof typeof PATHS) => boolean = () => true): { group: string; items: Choice<Path>[] }[] {
  const groups = new Map<string, Choice<Path>[]>();
  for (const path of KNOWN_PATHS.filter(fits)) {
    const name = path.split('.')[0] ?? '';
    groups.set(name, [...groups.get(name) ?? [], { value: path, label: pathName(t, path) }]);
  }
  return [...groups].map(([name, items]) => ({ group: t(`pathGroup.${name}`), items }));
}

/** `choices(t, 'ease', ['out', 'linear'])`: the words of a closed list. */
export function choices<const V extends string>(t: T, list: string, values: readonly V[]): Choice<V>[] {
  return values.map((value) => ({ value, label: t(`${list}.${value.replace(/[^\w-]/g, '_')}`) }));
}
