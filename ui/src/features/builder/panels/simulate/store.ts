/** What is simulated now; the panel writes it, and what lies over the canvas shows it. */
import { create } from 'zustand';
import type { Values } from '../../../../binding/values';
import type { Kind } from './script';
import type { Figures } from './simulation';

export interface Simulated {
  /** Null: nothing is. */
  readonly kind: Kind | null;
  readonly people: readonly Values[];
  /** Another number begins anew. */
  readonly run: number;
  readonly playing: boolean;
  readonly figures: Figures | null;
}

export const useSimulated = create<Simulated>()(() => ({ kind: null, people: [], run: 0, playing: true, figures: null }));

export function begin(kind: Kind, people: readonly Values[]): void {
  useSimulated.setState(({ run }) => ({ kind, people, run: run + 1, playing: true, figures: null }));
}

export function end(): void {
  useSimulated.setState({ kind: null, figures: null });
}
