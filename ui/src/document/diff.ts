/**
 * Why by comparing: an edit is a function of the document and records nothing, so what it did is found afterwards. The order
 * of the ops keeps the document whole after each of them: what is named comes before who names it, and goes after.
 */
import { type Bag, isBag, own, same } from './json';
import { KEYED, NESTED, type Op, PLAIN, type Path, UNITS, valueAt } from './ops';
import type { TemplateDocument } from './schema';

export function diff(before: TemplateDocument, after: TemplateDocument): Op[] {
  if (before === after) return [];
  const change = changes(before, after);
  const keyed = KEYED.flatMap((name) => keys(before[name as 'theme'], after[name as 'theme']).flatMap((key) => change([name, key])));
  const pages = sides(before.pages, after.pages);
  const blocks = sides(before.blocks, after.blocks);
  return [
    ...PLAIN.flatMap((name) => change([name])),
    ...keyed.filter((op) => op.val !== null),
    ...pages.added.flatMap((id) => change(['pages', id])),
    ...pages.kept.flatMap((id) => inside('pages', id, before.pages[id], after.pages[id], change)),
    ...parentsFirst(after, blocks.added).flatMap((id) => change(['blocks', id])),
    ...blocks.kept.flatMap((id) => inside('blocks', id, before.blocks[id], after.blocks[id], change)),
    ...parentsFirst(before, blocks.removed).reverse().flatMap((id) => change(['blocks', id])),
    ...pages.removed.flatMap((id) => change(['pages', id])),
    ...keyed.filter((op) => op.val === null),
  ];
}

type Change = (path: Path) => Op[];

function changes(before: TemplateDocument, after: TemplateDocument): Change {
  return (path) => {
    const old = valueAt(before, path);
    const val = valueAt(after, path);
    return same(old, val) ? [] : [{ path, old, val }];
  };
}

function keys(one: unknown, other: unknown): string[] {
  const both = new Set<string>();
  for (const bag of [one, other]) if (isBag(bag)) for (const key of Object.keys(bag)) both.add(key);
  return [...both];
}

function sides(before: Bag, after: Bag): { readonly added: string[]; readonly kept: string[]; readonly removed: string[] } {
  return {
    added: Object.keys(after).filter((id) => own(before, id) === null),
    kept: Object.keys(after).filter((id) => own(before, id) !== null),
    removed: Object.keys(before).filter((id) => own(after, id) === null),
  };
}

/** The properties of one block or page that differ. A block of another type is another block under the same id. */
function inside(map: 'pages' | 'blocks', id: string, before: unknown, after: unknown, change: Change): Op[] {
  if (before === after) return [];
  if (map === 'blocks' && own(before, 'type') !== own(after, 'type')) return change([map, id]);
  const units = map === 'blocks' ? UNITS : {};
  const alone = new Set(Object.values(units).flat());
  const plain = keys(before, after).filter((key) => !alone.has(key) && !(NESTED[map] ?? []).includes(key));
  return [
    ...Object.keys(units).flatMap((unit) => change([map, id, unit])),
    ...plain.flatMap((key) => change([map, id, key])),
    ...(NESTED[map] ?? []).flatMap((key) => keys(own(before, key), own(after, key)).flatMap((prop) => change([map, id, key, prop]))),
  ];
}

/** These blocks, each after the ones among them that it names. */
function parentsFirst(doc: TemplateDocument, ids: readonly string[]): string[] {
  const among = new Set(ids);
  const sorted = new Set<string>();
  const visiting = new Set<string>();
  const visit = (id: unknown): void => {
    if (typeof id !== 'string' || !among.has(id) || sorted.has(id) || visiting.has(id)) return;
    visiting.add(id);
    visit(own(doc.blocks[id], 'parent'));
    visit(own(doc.blocks[id], 'group'));
    sorted.add(id);
  };
  ids.forEach(visit);
  return [...sorted];
}
