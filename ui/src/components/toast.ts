/**
 * Why: what was done is said in a corner and, where it can be, undone from there: an undo is kinder than a question
 * beforehand. Called from anywhere; `Toasts` draws them.
 */
export interface Offer { readonly label: string; readonly run: () => void }

export interface Toast {
  readonly id: number;
  readonly message: string;
  readonly kind: 'done' | 'failed';
  readonly undo?: () => Promise<unknown>;
  /** Something that can be done whenever the person likes: the toast stays until then. */
  readonly offer?: Offer;
}

const MOST = 4;
const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let last = 0;

function become(next: readonly Toast[]): void {
  toasts = next;
  for (const tell of listeners) tell();
}

function show(toast: Omit<Toast, 'id'>): number {
  last += 1;
  become([...toasts, { ...toast, id: last }].slice(-MOST));
  return last;
}

/** It worked; nothing to do. */
export function done(message: string): number { return show({ message, kind: 'done' }); }

/** It did not work, and the page itself has no place to say so. */
export function failed(message: string): number { return show({ message, kind: 'failed' }); }

/** It worked, and `undo` takes it back (ask the hub, then refresh what shows it). */
export function undoable(message: string, undo: () => Promise<unknown>): number { return show({ message, kind: 'done', undo }); }

/** Nothing has happened yet; it stays until the person takes it or sends it away. */
export function offered(message: string, offer: Offer): number { return show({ message, kind: 'done', offer }); }

export function dismiss(id: number): void { become(toasts.filter((toast) => toast.id !== id)); }
export function dismissAll(): void { become([]); }
export function shownToasts(): readonly Toast[] { return toasts; }

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}
