/** What a press that went nowhere means: what it chooses, and what the second one opens. */
import { useBuilder } from '../store';
import type { Block } from '../types';
import { under } from './scene';
import type { Point } from './viewport';

export type Pressed = { readonly kind: 'choose'; readonly behind: boolean; readonly hit: string | null; readonly was: boolean } | { readonly kind: 'handle' };

/** The group that one works in after a double click on it, or on a list of runners that draws it. */
export function insideOf(block: Block, id: string): string | null {
  if (block.type === 'group') return id;
  return block.type === 'runners' && 'group' in block && typeof block['group'] === 'string' ? block['group'] : null;
}

/** What Enter and a double click open: the words of a text, the part of a picture that is seen. */
export function workOn(block: Block, id: string): void {
  if (block.locked === true) return;
  const { write, crop } = useBuilder.getState();
  if (block.type === 'text') write(id);
  else if (block.type === 'image' && block.asset !== undefined) crop(id);
}

/** A press that went nowhere: chooses, and changes nothing. */
export function click(pressed: Pressed, at: Point, shift: boolean): void {
  if (pressed.kind === 'handle') return;
  const state = useBuilder.getState();
  const { selected, select } = state;
  if (pressed.behind) { select(behind(under(state, at), selected)); return; }
  if (pressed.hit === null) { if (!shift) { if (selected.size === 0) state.enter(null); select([]); } return; }
  const { hit } = pressed;
  if (!shift) select([hit]);
  else select(pressed.was ? [...selected].filter((id) => id !== hit) : [...selected, hit]);
}

/** The next one below what is chosen, and the foremost again after the last. */
export function behind(hits: readonly string[], selected: ReadonlySet<string>): string[] {
  const index = hits.findIndex((id) => selected.has(id));
  const next = hits[(index + 1) % Math.max(1, hits.length)];
  return next === undefined ? [] : [next];
}
