/**
 * Why: what an operator chooses in words (a template, seconds), what its drawing asks for and what one screen
 * has of its own become the director's rules of play. A screen goes before its session, a session before the drawing.
 */
import type { DisplaySession } from '../api/assignment';
import type { ScreenSettings } from '../api/screen-settings';
import { PLAY, type Play, type Style } from '../director/arrivals';
import type { Play as DrawnPlay } from '../document/schema';

const STYLES: Readonly<Record<string, Style>> = { spotlight: 'single', wall: 'list' };
/** What every session has until somebody chooses. */
const SHOW_MS = 5000;
/** Places that the director knows. */
const MOST = 16;

/** What a drawing asks for: its own times, and how many runners its pages have places for. */
export interface DrawnRules {
  readonly play: DrawnPlay;
  /** Null: it has places for as many as there may be. */
  readonly group: number | null;
  readonly compact: number | null;
  /** What its pages are made for. */
  readonly style: Style;
}

function showOf(session: DisplaySession, screen: ScreenSettings | null, drawn: DrawnPlay | undefined): number {
  const chosen = session.showMs === SHOW_MS ? null : session.showMs;
  return screen?.showMs ?? chosen ?? drawn?.show ?? SHOW_MS;
}

/** A card that may go after a second has no two and a half to be kept for. */
export function playOf(session: DisplaySession | null, screen: ScreenSettings | null = null, drawn: DrawnRules | null = null): Play {
  if (session === null) return PLAY;
  const rules = { ...PLAY, ...drawn?.play };
  const { idleAfter, min, floor, groupSlots, compactSlots } = rules;
  const show = showOf(session, screen, drawn?.play);
  return {
    ...rules,
    style: STYLES[session.template] ?? (drawn === null ? 'flow' : drawn.style),
    show,
    idleAfter: Math.max(show, session.idleAfterMs ?? idleAfter),
    min: Math.min(min, show),
    floor: Math.min(floor, min, show),
    ...(drawn === null ? {} : { groupSlots: Math.min(MOST, drawn.group ?? groupSlots), compactSlots: Math.min(MOST, drawn.compact ?? compactSlots) }),
  };
}
