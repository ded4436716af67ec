/**
 * Why: what the screen shows at one moment, as plain data. The show decides it, the screen draws it,
 * and neither knows how the other works; a later template engine takes the screen's place.
 */
import type { Mode } from '../api/assignment';
import type { Passing } from '../api/messages';
import type { Scene } from '../director/arrivals';
import type { Honesty } from './age';
import type { Finisher } from './board';
import type { ProblemPage } from './sayings';
import type { Words } from './words';

export type Page =
  /** A calm sentence: the link has ended, or is none. */
  | { readonly kind: 'notice'; readonly problem: ProblemPage }
  /** `until`: ms until it begins, in the place of the time. */
  | { readonly kind: 'rest'; readonly recent: readonly Passing[]; readonly words: string; readonly until?: number }
  | { readonly kind: 'runners'; readonly scene: Scene<Finisher> };

/** What lies over everything, on an operator's word; below it all goes on, and is there again afterwards. */
export type Cover =
  | { readonly kind: 'emergency'; readonly text: string }
  | { readonly kind: 'identify'; readonly number: string; readonly name: string }
  | { readonly kind: 'blank' };

export interface Picture {
  readonly page: Page;
  readonly cover: Cover | null;
  /** An operator's message in a band that hides no runner; empty for none. */
  readonly message: string;
  readonly title: string;
  readonly session: string;
  readonly clock: string;
  readonly honesty: Honesty;
  readonly ticker: readonly string[];
  readonly mode: Mode;
  /** The line for a runner; empty for none. */
  readonly cheer: (passing: Passing) => string;
  readonly words: Words;
}
