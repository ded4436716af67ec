/** What windows that are gone left of a template, on top of what the hub has now. */
import { settle } from '../../../document/rebase';
import { type Copy, drawn, edited, holding } from './copy';
import type { Left } from './shelf';

/** The first one's batch goes again under its own number, as the hub may have it; where several were under way, the others' ops are drawn anew. */
export function merge(start: Copy, left: readonly Left[]): Copy {
  return left.reduce<Copy>((copy, { flying, pending, conflicts }) => {
    const first = copy.flying === null && copy.pending.length === 0 && flying !== null;
    const under = first ? { ...copy, flying } : copy;
    const ops = first || flying === null ? pending : [...flying.ops, ...pending];
    const settled = settle(drawn(under), ops);
    return holding(edited(under, settled.doc), [...conflicts, ...settled.conflicts]);
  }, start);
}
