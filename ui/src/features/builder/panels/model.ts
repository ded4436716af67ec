/** How panels read and change the document: nothing else of them knows how the store is made. */
import type { Block, Page, TemplateDocument } from '../../../document/schema';
import { useBuilder } from '../store';

export type Doc = TemplateDocument;
export type Change = (doc: Doc) => Doc;

export const docNow = (): Doc => useBuilder.getState().doc;

export function useDoc<T>(read: (doc: Doc) => T): T {
  return useBuilder((state) => read(state.doc));
}

/** One undo step; `label` is a key of `builder`. */
export function edit(label: string, change: Change): void {
  useBuilder.getState().edit(label, change);
}

/** With `change` in it; what is undefined in it is taken away. The same object when nothing differs. */
export function patched<T extends object>(before: T, change: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const next = { ...before } as Record<string, unknown>; // read and written by the names of T's own properties
  let differs = false;
  for (const [key, value] of Object.entries(change)) {
    if (JSON.stringify(next[key]) === JSON.stringify(value)) continue;
    differs = true;
    if (value === undefined) Reflect.deleteProperty(next, key);
    else next[key] = value;
  }
  return differs ? next as T : before; // as above
}

/** As `patched`, for a part that goes away with its last property. */
export function patchedPart<T extends object>(before: T | undefined, change: { readonly [K in keyof T]?: T[K] | undefined }): T | undefined {
  const next = patched(before ?? ({} as T), change);
  return Object.keys(next).length === 0 ? undefined : next;
}

export type BlockChange = (block: Block) => Block;

/** Applies to each of `ids` that is there and not locked; the same document when nothing differs. */
export function withBlocks(doc: Doc, ids: Iterable<string>, change: BlockChange): Doc {
  const blocks: Record<string, Block> = { ...doc.blocks };
  let differs = false;
  for (const id of ids) {
    const before = blocks[id];
    if (before === undefined) continue;
    const after = change(before);
    if (after === before) continue;
    blocks[id] = after;
    differs = true;
  }
  return differs ? { ...doc, blocks } : doc;
}

export function withPage(doc: Doc, id: string, change: (page: Page) => Page): Doc {
  const before = doc.pages[id];
  if (before === undefined) return doc;
  const after = change(before);
  return after === before ? doc : { ...doc, pages: { ...doc.pages, [id]: after } };
}

/** The chosen blocks; the same array while it holds the same blocks. */
export function useChosen(): readonly (readonly [string, Block])[] {
  const blocks = useDoc((doc) => doc.blocks);
  const selected = useBuilder((state) => state.selected);
  return [...selected].flatMap((id) => { const block = blocks[id]; return block === undefined ? [] : [[id, block] as const]; });
}

export function changeChosen(label: string, change: BlockChange): void {
  const { selected } = useBuilder.getState();
  edit(label, (doc) => withBlocks(doc, selected, change));
}

/** What all of them have in common; undefined when they differ or have none. */
export function shared<T>(blocks: readonly Block[], read: (block: Block) => T): { readonly value: T | undefined; readonly mixed: boolean } {
  const [first, ...rest] = blocks;
  if (first === undefined) return { value: undefined, mixed: false };
  const value = read(first);
  const text = JSON.stringify(value);
  const mixed = rest.some((each) => JSON.stringify(read(each)) !== text);
  return mixed ? { value: undefined, mixed } : { value, mixed };
}
