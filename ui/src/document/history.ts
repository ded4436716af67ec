/**
 * Why not snapshots: going back to what the document was would also take back what somebody else drew since. A step is the
 * properties that a gesture changed; it is taken back where they still are as the gesture left them, and where they are
 * not, the person is told.
 */
import { diff } from './diff';
import { invert, type Op } from './ops';
import { type Lost, settle } from './rebase';
import type { TemplateDocument } from './schema';

/** `label`: a key of words, such as `edit.move`. */
export interface Step { readonly label: string; readonly ops: readonly Op[] }
export interface History { readonly done: readonly Step[]; readonly undone: readonly Step[] }
export interface Turn {
  readonly label: string;
  readonly doc: TemplateDocument;
  readonly history: History;
  /** What was not turned, because somebody was there since. */
  readonly lost: readonly Lost[];
}

const KEPT = 200;
export const NOTHING_DONE: History = { done: [], undone: [] };

/** One gesture, one step. What changed nothing is no step. */
export function record(history: History, label: string, before: TemplateDocument, after: TemplateDocument): History {
  const ops = diff(before, after);
  return ops.length === 0 ? history : { done: [...history.done, { label, ops }].slice(-KEPT), undone: [] };
}

export function undo(doc: TemplateDocument, { done, undone }: History): Turn | null {
  const step = done[done.length - 1];
  if (step === undefined) return null;
  const { back, ...turn } = turned(doc, step);
  return { ...turn, history: { done: done.slice(0, -1), undone: [...undone, ...back] } };
}

export function redo(doc: TemplateDocument, { done, undone }: History): Turn | null {
  const step = undone[undone.length - 1];
  if (step === undefined) return null;
  const { back, ...turn } = turned(doc, { ...step, ops: invert(step.ops) });
  return { ...turn, history: { done: [...done, ...back.map(({ label, ops }) => ({ label, ops: invert(ops) }))], undone: undone.slice(0, -1) } };
}

/** `back`: the step again, as far as it was taken back; none when nothing was. */
function turned(doc: TemplateDocument, step: Step): Omit<Turn, 'history'> & { readonly back: readonly Step[] } {
  const { doc: next, applied, conflicts } = settle(doc, invert(step.ops));
  const back = applied.length === 0 ? [] : [{ label: step.label, ops: invert(applied) }];
  return { label: step.label, doc: next, lost: conflicts, back };
}
