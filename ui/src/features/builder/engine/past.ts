/** What was done, in steps: one per gesture. */
import type { TemplateDocument } from '../types';

interface Step { readonly label: string; readonly before: TemplateDocument; readonly after: TemplateDocument }
export interface History { readonly done: readonly Step[]; readonly undone: readonly Step[] }
interface Moved { readonly label: string; readonly doc: TemplateDocument; readonly history: History }

const KEPT = 200;

export const past = {
  empty: { done: [], undone: [] } as History,
  added(history: History, label: string, before: TemplateDocument, after: TemplateDocument): History {
    return { done: [...history.done, { label, before, after }].slice(-KEPT), undone: [] };
  },
  back({ done, undone }: History): Moved | null {
    const step = done.at(-1);
    return step === undefined ? null : { label: step.label, doc: step.before, history: { done: done.slice(0, -1), undone: [...undone, step] } };
  },
  forth({ done, undone }: History): Moved | null {
    const step = undone.at(-1);
    return step === undefined ? null : { label: step.label, doc: step.after, history: { done: [...done, step], undone: undone.slice(0, -1) } };
  },
};
