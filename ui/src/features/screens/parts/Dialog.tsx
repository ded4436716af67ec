/** The one dialog that is open. */
import type { Screen } from '../../../api/generated';
import type { Acting } from '../useActing';
import { ChangeDialog } from './ChangeDialog';
import type { Asking } from './dialogs';
import { NoticeDialog } from './NoticeDialog';
import { TakeOverDialog } from './TakeOver';

interface Props {
  readonly asking: Asking;
  readonly partner: string;
  readonly everyone: boolean;
  readonly screens: readonly Screen[];
  readonly clockAhead: number;
  readonly acting: Acting;
  readonly onClose: () => void;
}

export function Dialog({ asking: { kind, target }, partner, everyone, screens, clockAhead, acting, onClose }: Props) {
  if (kind === 'message' || kind === 'emergency') return <NoticeDialog kind={kind} target={target} partner={partner} everyone={everyone} onClose={onClose} />;
  if (kind !== 'takeover') return <ChangeDialog kind={kind} target={target} partner={partner} everyone={everyone} screens={screens} acting={acting} onClose={onClose} />;
  // As it is now, not as it was when the dialog was opened: it may have been released meanwhile.
  const screen = screens.find(({ id }) => id === target.screens[0]?.id);
  return screen === undefined ? null : <TakeOverDialog screen={screen} acting={acting} clockAhead={clockAhead} onClose={onClose} />;
}
