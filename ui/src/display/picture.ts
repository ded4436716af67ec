/**
 * Why: what the screen shows at one moment, as plain data. The show decides it, the screen draws it,
 * and neither knows how the other works; a later template engine takes the screen's place.
 */
import type { Passing } from '../api/messages';
import type { Scene } from '../director/arrivals';
import type { Honesty } from './age';
import type { Finisher } from './board';

export type Page =
  /** A calm sentence: the link has ended, or is none. */
  | { readonly kind: 'notice'; readonly title: string; readonly text: readonly string[] }
  | { readonly kind: 'rest'; readonly recent: readonly Passing[]; readonly words: string }
  | { readonly kind: 'runners'; readonly scene: Scene<Finisher> };

export interface Picture {
  readonly page: Page;
  readonly title: string;
  readonly session: string;
  readonly clock: string;
  readonly honesty: Honesty;
  readonly ticker: readonly string[];
}
