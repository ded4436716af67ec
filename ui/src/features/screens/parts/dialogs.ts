/** Which dialog is open, and about whom. */
import type { Target } from '../target';

export interface Asking {
  readonly kind: 'message' | 'emergency' | 'point' | 'group' | 'language' | 'locations' | 'takeover';
  readonly target: Target;
}
