/** Screens as a wall of cards. Arrow keys go from one to the next, as they hang. */
import type { KeyboardEvent } from 'react';
import type { Screen } from '../../../api/generated';
import type { RowProps } from './rows';
import { ScreenCard } from './ScreenCard';
import classes from './Screens.module.css';

interface Props extends RowProps {
  readonly label: string;
  readonly screens: readonly Screen[];
  readonly chosen: ReadonlySet<number>;
  readonly renaming: number | null;
}

export function Wall({ label, screens, chosen, renaming, ...row }: Props) {
  return (
    <ul className={classes.wall} aria-label={label} onKeyDown={step}>
      {screens.map((screen) => <ScreenCard key={screen.id} screen={screen} chosen={chosen.has(screen.id)} renaming={renaming === screen.id} {...row} />)}
    </ul>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** To the card that is nearest in that direction; the focus keeps its part of the card: box, name or menu. */
function step(event: KeyboardEvent<HTMLElement>): void {
  const direction = STEPS[event.key];
  if (direction === undefined || !(event.target instanceof HTMLElement)) return;
  if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') return;
  const here = event.target.closest<HTMLElement>('[data-screen]');
  if (here === null) return;
  const next = nearest(here, [...document.querySelectorAll<HTMLElement>('[data-screen]')], direction);
  if (next === undefined) return;
  event.preventDefault();
  const part = partsOf(here).indexOf(event.target);
  (partsOf(next)[Math.max(part, 0)] ?? partsOf(next)[0])?.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function partsOf(card: HTMLElement): readonly HTMLElement[] {
  return [...card.querySelectorAll<HTMLElement>('input, button')];
}

function nearest(here: HTMLElement, all: readonly HTMLElement[], [across, down]: readonly [number, number]): HTMLElement | undefined {
  if (down === 0) return all[all.indexOf(here) + across];
  const { left, top } = here.getBoundingClientRect();
  const beyond = all.flatMap((card) => {
    const place = card.getBoundingClientRect();
    const away = (place.top - top) * down;
    return away > 1 ? [{ card, away, aside: Math.abs(place.left - left) }] : [];
  });
  return beyond.sort((one, other) => one.away - other.away || one.aside - other.aside)[0]?.card;
}
