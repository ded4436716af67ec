/**
 * Who else has the template open: advice, and no lock. The hub keeps each window for half a minute, so it is told again well before,
 * and told when the window closes. What it tells of others comes by the template's own stream.
 */
import { create } from 'zustand';
import { api } from '../../../api/client';
import { randomHex } from '../offline/windows';

export interface Editor {
  readonly id: number;
  readonly name: string;
  readonly window: string;
}

/** This window's name, for as long as it lives. */
export const WINDOW = `w-${randomHex(6)}`;
const AGAIN_MS = 15_000;

export const useEditors = create<{ readonly editors: readonly Editor[] }>()(() => ({ editors: [] }));

export function attend(editors: readonly Editor[]): void {
  useEditors.setState({ editors });
}

/** Each person once; windows of one's own count as such. */
export function othersOf(editors: readonly Editor[], me: number | null, window = WINDOW): { readonly names: readonly string[]; readonly mine: boolean } {
  const others = editors.filter((each) => each.window !== window);
  const names = new Map(others.filter(({ id }) => id !== me).map(({ id, name }) => [id, name]));
  return { names: [...names.values()], mine: others.some(({ id }) => id === me) };
}

/** Says so until the returned function is called. Without network nobody hears it, and nobody needs to. */
export function sayOpen(template: number): () => void {
  const path = `/api/templates/${template}/editing`;
  const say = (): void => { if (document.visibilityState === 'visible') api.put(path, { window: WINDOW }).catch(() => undefined); };
  say();
  const timer = setInterval(say, AGAIN_MS);
  document.addEventListener('visibilitychange', say);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', say);
    attend([]);
    api.delete(path, { query: { window: WINDOW } }).catch(() => undefined);
  };
}
