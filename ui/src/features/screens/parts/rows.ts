/** What the wall and the table know alike. */
import type { Acting } from '../useActing';
import type { Asking } from './dialogs';

export interface RowProps {
  /** The build that most screens run. */
  readonly newest: string | null;
  readonly clockAhead: number;
  readonly acting: Acting;
  /** `range`: with all between this one and the one before it. */
  readonly onChoose: (id: number, range: boolean) => void;
  readonly onOpen: (id: number) => void;
  /** Null: nothing is renamed any more. */
  readonly onRename: (id: number | null) => void;
  readonly onAsk: (asking: Asking) => void;
}
