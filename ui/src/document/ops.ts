/**
 * Why operations: two people draw one template, one of them perhaps without network. A change is one property with its old and
 * its new value; it is applied where the old value is still there (or the new one already), else it is a conflict and the
 * document stays as it is. The hub does exactly the same (templates/ops.py); both read tests/templates/ops_cases.json.
 *
 * x with y, and w with h, are one value each (`pos`, `size`); font, fill and a page's background count by their properties;
 * everything else is one value. Absent is null.
 */
import { type Bag, having, isBag, own, same } from './json';
import type { TemplateDocument } from './schema';

export type Path = readonly string[];
export interface Op { readonly path: Path; readonly old: unknown; readonly val: unknown }
/** An op that was not applied, and what is there instead. */
export interface Clash extends Op { readonly now: unknown }
/** The same from the hub, which knows who was first, and when (ms UTC). */
export interface Conflict extends Clash { readonly by: { readonly id: number; readonly name: string } | null; readonly at: number | null }

export interface Applied { readonly doc: TemplateDocument; readonly applied: readonly Op[]; readonly conflicts: readonly Clash[] }

/** Values of two numbers each: what moves together must win or lose together. */
export const UNITS: Readonly<Record<string, readonly [string, string]>> = { pos: ['x', 'y'], size: ['w', 'h'] };
export const PLAIN = ['name', 'size', 'locale', 'safe'];
export const KEYED = ['theme', 'fonts', 'assets', 'play'];
/** Whose properties count one by one, by the map that holds the owner. */
export const NESTED: Readonly<Record<string, readonly string[]>> = { pages: ['bg'], blocks: ['font', 'fill'] };
const ALONE = new Set(['x', 'y', 'w', 'h']);

/** By how long a path is: whether such a one may be changed. */
const FORMS: readonly ((head: string, prop: string) => boolean)[] = [
  () => false,
  (head) => PLAIN.includes(head),
  (head) => KEYED.includes(head) || nestedOf(head) !== null,
  (head, prop) => nestedOf(head)?.includes(prop) === false && !(head === 'blocks' && ALONE.has(prop)),
  (head, prop) => nestedOf(head)?.includes(prop) === true,
];

function nestedOf(head: string): readonly string[] | null {
  return own(NESTED, head) === null ? null : NESTED[head] ?? null;
}

export function isPath(path: Path): boolean {
  return !path.includes('') && FORMS[path.length]?.(path[0] ?? '', path[2] ?? '') === true;
}

/** What stands there now; null when nothing does. */
export function valueAt(doc: TemplateDocument, path: Path): unknown {
  const [head = '', id = '', prop = '', nested = ''] = path;
  const top = own(doc, head);
  if (path.length === 1) return top;
  const owner = own(top, id);
  if (path.length === 2) return owner;
  const unit = head === 'blocks' ? own(UNITS, prop) : null;
  if (Array.isArray(unit)) return owner === null ? null : [own(owner, unit[0]), own(owner, unit[1])];
  const value = own(owner, prop);
  return path.length === 3 ? value : own(value, nested);
}

/** Whether the block or page is there of which the path names a property. */
function hasOwner(doc: TemplateDocument, path: Path): boolean {
  return path.length < 3 || own(own(doc, path[0] as string), path[1] as string) !== null;
}

/** The document with that value there, asked or not. */
export function put(doc: TemplateDocument, path: Path, val: unknown): TemplateDocument {
  const [head = '', id = '', prop = '', nested = ''] = path;
  if (path.length === 1) return field(doc, head, val);
  const map = bagAt(doc, head);
  if (path.length === 2) return field(doc, head, having(map, id, val));
  const owner = bagAt(map, id);
  return field(doc, head, { ...map, [id]: path.length === 3 ? withProperty(head, owner, prop, val) : withNested(owner, prop, nested, val) });
}

/** A document is a bag whose fields the hub checks; nothing here makes it anything else. */
function field(doc: TemplateDocument, key: string, value: unknown): TemplateDocument {
  return having(doc as unknown as Bag, key, value) as unknown as TemplateDocument;
}

function bagAt(holder: unknown, key: string): Bag {
  const held = own(holder, key);
  return isBag(held) ? held : {};
}

function withProperty(head: string, owner: Bag, prop: string, val: unknown): Bag {
  const unit = head === 'blocks' ? own(UNITS, prop) : null;
  if (!Array.isArray(unit)) return having(owner, prop, val);
  const [first, second]: readonly unknown[] = Array.isArray(val) ? val : [];
  return having(having(owner, unit[0], first), unit[1], second);
}

/** A font without properties is no font: it goes with its last one, and comes with its first. */
function withNested(owner: Bag, prop: string, key: string, val: unknown): Bag {
  const next = having(bagAt(owner, prop), key, val);
  return having(owner, prop, Object.keys(next).length === 0 ? null : next);
}

/** One after the other: an op sees what those before it did. Below a block or page that is gone, everything is a conflict. */
export function apply(doc: TemplateDocument, ops: readonly Op[]): Applied {
  const applied: Op[] = [];
  const conflicts: Clash[] = [];
  let next = doc;
  for (const op of ops) {
    const now = valueAt(next, op.path);
    const there = hasOwner(next, op.path);
    if (there && same(now, op.val)) applied.push(op);
    else if (there && same(now, op.old)) {
      next = put(next, op.path, op.val);
      applied.push(op);
    } else conflicts.push({ path: op.path, old: op.old, val: op.val, now });
  }
  return { doc: next, applied, conflicts };
}

/** What takes these ops back, where nobody else has been since. */
export function invert(ops: readonly Op[]): Op[] {
  return [...ops].reverse().map(({ path, old, val }) => ({ path, old: val, val: old }));
}
