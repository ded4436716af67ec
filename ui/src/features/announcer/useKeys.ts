/** Space says the marked card, Backspace takes the last one of this screen back. */
import { useLayoutEffect, useRef } from 'react';
import type { AnnouncerCard } from '../../api/generated';
import type { Tick } from './requests';
import { nameAt } from './ticks';
import type { Ticks } from './useTicks';

function elsewhere(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, button, a, [role=menu] *, [contenteditable]');
}

export function useKeys(next: AnnouncerCard | null, { say, unsay }: Ticks, listening: boolean): void {
  const done = useRef<Tick[]>([]);
  // With the page and not a moment after it: Space says the card that is marked there, and no other.
  useLayoutEffect(() => {
    if (!listening) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (elsewhere(event.target) || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === ' ') {
        event.preventDefault();
        if (next === null) return;
        const tick = { participant_id: next.runner.participant_id, what: nameAt(next.point) };
        done.current.push(tick);
        say([tick]);
      } else if (event.key === 'Backspace') {
        const last = done.current.pop();
        if (last !== undefined) unsay(last);
      }
    };
    document.addEventListener('keydown', press);
    return () => { document.removeEventListener('keydown', press); };
  }, [next, say, unsay, listening]);
}
