/** Which screens are chosen; those that went meanwhile are no longer. */
import { useMemo, useRef, useState } from 'react';
import type { Screen } from '../../api/generated';

export interface Chosen {
  readonly ids: ReadonlySet<number>;
  readonly screens: readonly Screen[];
  /** `range`: all from the one that was chosen before to this one. */
  readonly toggle: (id: number, range: boolean) => void;
  /** All of them, or none of them where all are chosen already. */
  readonly all: (screens: readonly Screen[]) => void;
  readonly none: () => void;
}

/** `shown`: in the order in which they stand on the page. */
export function useChosen(shown: readonly Screen[]): Chosen {
  const [wanted, want] = useState<ReadonlySet<number>>(new Set());
  const last = useRef<number | null>(null);
  const order = useRef(shown);
  order.current = shown;
  const screens = useMemo(() => shown.filter(({ id }) => wanted.has(id)), [shown, wanted]);
  const ids = useMemo(() => new Set(screens.map(({ id }) => id)), [screens]);
  const acts = useMemo(() => ({
    toggle: (id: number, range: boolean): void => {
      const places = order.current.map((screen) => screen.id);
      const [from, to] = [last.current === null ? -1 : places.indexOf(last.current), places.indexOf(id)];
      const span = range && from >= 0 ? places.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
      last.current = id;
      want((before) => {
        const next = new Set(before);
        for (const one of span) { if (before.has(id)) next.delete(one); else next.add(one); }
        return next;
      });
    },
    all: (some: readonly Screen[]): void => {
      want((before) => {
        const every = some.every(({ id }) => before.has(id));
        const next = new Set(before);
        for (const { id } of some) { if (every) next.delete(id); else next.add(id); }
        return next;
      });
    },
    none: (): void => { want(new Set()); },
  }), []);
  return { ids, screens, ...acts };
}
