/** Why: what an operator chooses in words (a template, seconds) becomes the director's rules of play. */
import type { DisplaySession, Template } from '../api/assignment';
import { PLAY, type Play, type Style } from '../director/arrivals';

const STYLES: Readonly<Record<Template, Style>> = { standard: 'flow', spotlight: 'single', wall: 'list' };
const SHOW_MS = 5000;

/** A card that may go after a second has no two and a half to be kept for. */
export function playOf(session: DisplaySession | null): Play {
  if (session === null) return PLAY;
  const show = session.showMs ?? SHOW_MS;
  return {
    ...PLAY,
    style: STYLES[session.template],
    show,
    idleAfter: Math.max(show, session.idleAfterMs ?? PLAY.idleAfter),
    min: Math.min(PLAY.min, show),
    floor: Math.min(PLAY.floor, show),
  };
}
