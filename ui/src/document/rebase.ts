/**
 * Why: what a person drew while somebody else saved must be put on top of what is there now. What doesn't fit is a conflict and is
 * shown; what fits each by itself and not together (a block on a page that is gone) is a conflict too, because the hub
 * would refuse all of it.
 */
import { diff } from './diff';
import { same } from './json';
import { apply, type Clash, type Op, type Path } from './ops';
import { type Because, faults } from './references';
import type { TemplateDocument } from './schema';

export const MOST = { pages: 60, blocks: 500 };

export interface Lost extends Clash { readonly because: Because }

export interface Settled {
  readonly doc: TemplateDocument;
  /** The ops that are in `doc`, in their order. */
  readonly applied: readonly Op[];
  readonly conflicts: readonly Lost[];
}

/** Applies, and takes out again what would leave the document with a name that leads nowhere. */
export function settle(doc: TemplateDocument, ops: readonly Op[]): Settled {
  const conflicts: Lost[] = [];
  let rest = ops;
  for (;;) {
    const { doc: next, applied, conflicts: clashes } = apply(doc, rest);
    conflicts.push(...clashes.map((clash) => ({ ...clash, because: reason(doc, clash) })));
    const blamed = blame(next, applied);
    if (blamed.size === 0) return { doc: next, applied, conflicts };
    for (const [op, because] of blamed) conflicts.push({ path: op.path, old: op.old, val: op.val, now: op.old, because });
    rest = applied.filter((op) => !blamed.has(op));
  }
}

function reason(doc: TemplateDocument, { path, now }: Clash): Because {
  const owner = path[0] === 'blocks' ? doc.blocks[path[1] ?? ''] : path[0] === 'pages' ? doc.pages[path[1] ?? ''] : doc;
  return owner === undefined && now === null ? 'gone' : 'changed';
}

/** Whose op it is that a name leads nowhere: who removed what it names (a removal taken back harms nobody), else who wrote it. */
function blame(doc: TemplateDocument, applied: readonly Op[]): Map<Op, Because> {
  const blamed = beyondLimits(doc, applied);
  for (const fault of faults(doc)) {
    for (const { path, because } of fault) {
      const op = applied.filter(({ path: at, val }) => (val === null) === (because === 'used') && covers(at, path)).pop();
      if (op === undefined) continue;
      blamed.set(op, because);
      break;
    }
  }
  return blamed;
}

/** Each person's edits kept to the limits, and both together may not. */
function beyondLimits(doc: TemplateDocument, applied: readonly Op[]): Map<Op, Because> {
  const added = (map: string): Op[] => applied.filter((op) => op.path.length === 2 && op.path[0] === map && op.old === null && op.val !== null);
  const over = (map: 'pages' | 'blocks'): Op[] => {
    const ops = added(map);
    return ops.slice(Math.min(ops.length, ops.length - (Object.keys(doc[map]).length - MOST[map])));
  };
  const removed = Object.keys(doc.pages).length === 0 ? applied.filter((op) => op.path[0] === 'pages' && op.path.length === 2).slice(-1) : [];
  return new Map([...over('pages'), ...over('blocks'), ...removed].map((op) => [op, 'used']));
}

function covers(path: Path, other: Path): boolean {
  return path.length <= other.length && path.every((key, at) => key === other[at]);
}

/**
 * Many batches that nobody has seen yet are one: only from where to where counts. `base` is the document under the first;
 * ops that were applied to it one after the other.
 */
export function coalesce(base: TemplateDocument, batches: readonly (readonly Op[])[]): Op[] {
  return diff(base, apply(base, batches.flat()).doc);
}

/** What is still to be sent, on top of what the hub has now. An op that somebody else made too has nothing left to say. */
export function rebase(pending: readonly Op[], head: TemplateDocument): Settled {
  const { doc, applied, conflicts } = settle(head, pending);
  return { doc, applied: same(doc, head) ? [] : applied, conflicts };
}
