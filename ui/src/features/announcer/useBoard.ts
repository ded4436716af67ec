/** The board of an event, kept fresh by its stream. What was there stays while the line is away. */
import { useEffect, useState } from 'react';
import type { AnnouncerBoard } from '../../api/generated';
import { watch } from '../../api/watch';
import { changed, first, type Board, type Changes } from './board';
import type { Choice } from './choice';
import { streamAddress } from './requests';

export type Line = 'opening' | 'live' | 'lost' | 'ended';

export interface Heard {
  readonly board: Board | null;
  readonly line: Line;
  /** When the hub last looked, by its own clock, in ms. */
  readonly checked: number | null;
  /** Milliseconds by which the hub's clock is ahead of this device's. */
  readonly clockAhead: number;
}

const NOTHING: Heard = { board: null, line: 'opening', checked: null, clockAhead: 0 };

export function useBoard(eventId: number, choice: Choice): Heard {
  const [heard, setHeard] = useState(NOTHING);
  // Other points are another stream; how they look is not.
  const url = streamAddress(eventId, choice);
  useEffect(() => watch<AnnouncerBoard>(url, {
    event: 'board',
    snapshot: (told) => {
      const now = Date.parse(told.now);
      setHeard({ board: first(told), line: 'live', checked: now, clockAhead: now - Date.now() });
    },
    others: {
      changes: (told) => {
        const changes = told as Changes; // our own hub's, of the same version
        setHeard((before) => (before.board === null ? before : { board: changed(before.board, changes), line: 'live', checked: changes.now, clockAhead: changes.now - Date.now() }));
      },
    },
    beat: ({ now, checked }) => { setHeard((before) => ({ ...before, line: 'live', checked, clockAhead: now - Date.now() })); },
    lost: (final) => { setHeard((before) => ({ ...before, line: final ? 'ended' : 'lost' })); },
  }), [url]);
  return heard;
}
