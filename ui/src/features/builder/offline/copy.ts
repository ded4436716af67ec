/**
 * Why pure: a template that is drawn here and stored there is three things (what the hub has, what is under way to it, what was
 * drawn since), and every loss would come from joining them wrongly. So joining them is arithmetic, tried with thousands
 * of random sessions of two people (two-editors.test.ts). Nothing leaves this copy but into the hub or into the list of
 * conflicts.
 */
import { diff } from '../../../document/diff';
import { own, same } from '../../../document/json';
import { apply, type Op, type Path, valueAt } from '../../../document/ops';
import { type Lost, settle } from '../../../document/rebase';
import type { Because } from '../../../document/references';
import type { Block, Page, TemplateDocument } from '../../../document/schema';

export interface Batch { readonly batch: string; readonly base: number; readonly ops: readonly Op[] }
export interface Person { readonly id: number; readonly name: string }
export interface ToldConflict { readonly path: Path; readonly old: unknown; readonly val: unknown; readonly now: unknown; readonly by: Person | null; readonly at: number | null }
/** What the hub answers to a batch; `document` when its newest version was not the one the batch began with. */
export interface Answer { readonly version: number; readonly conflicts: readonly ToldConflict[]; readonly document: TemplateDocument | null }

/** An edit of mine that is not in the template, until I have said what becomes of it. */
export interface Held extends ToldConflict {
  /** refused: the hub says that it can't be so (`sentence`). */
  readonly because: Because | 'refused';
  readonly sentence: string | null;
  /** The block or page as I had it, with my edit: to bring back what is gone. */
  readonly mine: Block | Page | null;
}

export interface Copy {
  readonly version: number;
  /** What the hub has, as far as we know. */
  readonly head: TemplateDocument;
  /** Sent, perhaps received: it stays as it is until the hub has answered. */
  readonly flying: Batch | null;
  /** Drawn since, on top of `flying`. */
  readonly pending: readonly Op[];
  readonly conflicts: readonly Held[];
}

/** What the hub takes at once. */
export const MOST_OPS = 500;

export function opened(version: number, head: TemplateDocument): Copy {
  return { version, head, flying: null, pending: [], conflicts: [] };
}

/** What the person sees. */
export function drawn(copy: Copy): TemplateDocument {
  return apply(under(copy), copy.pending).doc;
}

/** What `pending` is on top of. */
function under({ head, flying }: Copy): TemplateDocument {
  return flying === null ? head : apply(head, flying.ops).doc;
}

export function waiting(copy: Copy): number {
  return copy.pending.length + (copy.flying?.ops.length ?? 0);
}

/** Many edits on the way are one: from where to where. */
export function edited(copy: Copy, doc: TemplateDocument): Copy {
  return { ...copy, pending: diff(under(copy), doc) };
}

/** The next batch, if none is under way. */
export function takeOff(copy: Copy, batch: string): Copy {
  if (copy.flying !== null || copy.pending.length === 0) return copy;
  return { ...copy, flying: { batch, base: copy.version, ops: copy.pending.slice(0, MOST_OPS) }, pending: copy.pending.slice(MOST_OPS) };
}

/** The hub has answered. */
export function landed(copy: Copy, answer: Answer): Copy {
  if (copy.flying === null) return copy;
  const before = drawn(copy);
  // After a reload the head may be newer than the answer to a batch that went before it.
  const isNews = answer.version > copy.version;
  const head = isNews ? answer.document ?? apply(copy.head, copy.flying.ops).doc : copy.head;
  const told = answer.conflicts.map((conflict) => ({ ...conflict, because: gone(head, conflict) ? 'gone' as const : 'changed' as const }));
  return onTop({ ...copy, version: Math.max(copy.version, answer.version), head, flying: null, conflicts: merged(copy.conflicts, told.map((one) => held(before, one))) }, copy.pending, before);
}

/** Somebody else's edits; what is under way is answered first, because nobody knows whether it is in there. */
export function heard(copy: Copy, version: number, head: TemplateDocument): Copy {
  if (copy.flying !== null || version <= copy.version) return copy;
  return onTop({ ...copy, version, head }, copy.pending, drawn(copy));
}

/** The hub took nothing of the batch, as what came out would be no template. What is to blame is held, the rest goes again. */
export function refused(copy: Copy, version: number, head: TemplateDocument, sentence: string, places: readonly string[]): Copy {
  if (copy.flying === null) return copy;
  const before = drawn(copy);
  const ops = [...copy.flying.ops, ...copy.pending];
  const next = onTop({ ...copy, version, head, flying: null }, ops, before);
  if (next.conflicts.length > copy.conflicts.length) return next;
  // Nothing here says what is wrong: what the hub named, or else all of it.
  const named = copy.flying.ops.filter((op) => places.some((place) => isAt(op.path, place)));
  const guilty = new Set(named.length > 0 ? named : copy.flying.ops);
  const out = [...guilty].map((op) => held(before, { ...op, now: valueAt(head, op.path), by: null, at: null, because: 'refused', sentence }));
  return onTop({ ...copy, version, head, flying: null, conflicts: merged(copy.conflicts, out) }, ops.filter((op) => !guilty.has(op)), before);
}

function isAt(path: Path, place: string): boolean {
  const steps = place.split('.');
  return path.every((key, at) => steps[at] === undefined || steps[at] === key || (at === 2 && (key === 'pos' || key === 'size')));
}

function onTop(copy: Copy, ops: readonly Op[], before: TemplateDocument): Copy {
  const { doc, conflicts } = settle(copy.head, ops);
  return { ...copy, pending: diff(copy.head, doc), conflicts: merged(copy.conflicts, conflicts.map((one) => held(before, one))) };
}

/** With these to be decided too. */
export function holding(copy: Copy, more: readonly (Held | Lost)[]): Copy {
  const before = drawn(copy);
  return { ...copy, conflicts: merged(copy.conflicts, more.map((one) => ('mine' in one ? one : held(before, one)))) };
}

function gone(head: TemplateDocument, { path, now }: ToldConflict): boolean {
  return now === null && path.length > 1 && own(own(head, path[0] as string), path[1] as string) === null;
}

function held(before: TemplateDocument, one: Lost | (Omit<Held, 'mine' | 'sentence'> & { readonly sentence?: string })): Held {
  const owner = one.path[0] === 'blocks' || one.path[0] === 'pages' ? own(before[one.path[0]], one.path[1] ?? '') : null;
  return { by: null, at: null, sentence: null, ...one, mine: owner as Block | Page | null };
}

/** One entry a property: the newest wish, over what was there before the first. */
function merged(now: readonly Held[], more: readonly Held[]): Held[] {
  const found = new Map(now.map((one) => [keyOf(one), one]));
  for (const one of more) {
    const first = found.get(keyOf(one));
    found.set(keyOf(one), first === undefined ? one : { ...one, old: first.old, by: one.by ?? first.by, at: one.at ?? first.at });
  }
  return [...found.values()];
}

export function keyOf({ path }: { readonly path: Path }): string {
  return JSON.stringify(path);
}

/** Theirs is live already: the entry goes. */
export function keepTheirs(copy: Copy, key: string): Copy {
  return { ...copy, conflicts: copy.conflicts.filter((one) => keyOf(one) !== key) };
}

/** Mine over theirs, as an edit like any other; what is gone comes back as I had it. Where that can't be, the entry stays. */
export function useMine(copy: Copy, key: string): Copy {
  const entry = copy.conflicts.find((one) => keyOf(one) === key);
  if (entry === undefined) return copy;
  const doc = drawn(copy);
  const wish = wishes(doc, entry);
  const { doc: next, conflicts } = settle(doc, wish);
  if (conflicts.length > 0) return { ...copy, conflicts: merged(copy.conflicts, [{ ...entry, now: valueAt(doc, entry.path) }]) };
  const answered = copy.conflicts.filter((one) => keyOf(one) !== key && !(entry.because === 'gone' && comesWith(next, one, entry)));
  return edited({ ...copy, conflicts: answered }, next);
}

/** Other edits of the same block that is gone come back with it. */
function comesWith(next: TemplateDocument, one: Held, entry: Held): boolean {
  return one.because === 'gone' && one.path[0] === entry.path[0] && one.path[1] === entry.path[1] && same(valueAt(next, one.path), one.val);
}

function wishes(doc: TemplateDocument, { path, val, because, mine }: Held): Op[] {
  const [map = '', id = ''] = path;
  const owner = [map, id];
  if (because === 'gone' && mine !== null && valueAt(doc, owner) === null) return [{ path: owner, old: null, val: withoutGone(doc, mine) }];
  return [{ path, old: valueAt(doc, path), val }];
}

/** A block whose group is gone as well comes back on the page itself. */
function withoutGone(doc: TemplateDocument, mine: Block | Page): Block | Page {
  if (!('parent' in mine) || mine.parent === undefined || own(doc.blocks, mine.parent) !== null) return mine;
  const { parent: _parent, ...rest } = mine;
  return rest as Block;
}

/** What the template would look like with mine: to be seen beside theirs. */
export function withMine(copy: Copy, key: string): TemplateDocument {
  return drawn(useMine(copy, key));
}
