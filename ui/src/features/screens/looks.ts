/** How a state looks: a sign, a word and a colour, so that none has to be told from another by its colour. */
import { IconAlertOctagonFilled, IconCircleCheckFilled, IconCircleDashed, IconDoorExit } from '@tabler/icons-react';
import type { Screen } from '../../api/generated';

export const LOOKS = {
  up: { color: 'green', Icon: IconCircleCheckFilled },
  down: { color: 'red', Icon: IconAlertOctagonFilled },
  left: { color: 'orange', Icon: IconDoorExit },
  never: { color: 'gray', Icon: IconCircleDashed },
} as const satisfies Record<Screen['state'], { readonly color: string; readonly Icon: typeof IconDoorExit }>;

/** A screen reports every 10 seconds; after 30 it is down. */
export const LATE_S = 30;
/** Data on a screen that is older than this is worth a look. */
export const OLD_DATA_MS = 30_000;

