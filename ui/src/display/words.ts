/**
 * Why: every sentence that the public can read stands in one place, where a translator finds it and
 * where nobody can write a technical one by accident.
 */

function seconds(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000));
  if (whole < 100) return `${String(whole)} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 100) return `${String(minutes)} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${String(hours)} h` : `${String(Math.floor(hours / 24))} days`;
}

export const WORDS = {
  connecting: 'connecting to the timing hub',
  noReadYet: 'live · no read yet',
  newest: (ms: number) => (ms < 1000 ? 'live · newest read just now' : `live · newest read ${seconds(ms)} ago`),
  noConnection: (ms: number) => `no connection for ${seconds(ms)}`,
  delayed: (ms: number) => `Live data delayed ${seconds(ms)}`,
  catchingUp: 'connected, catching up',
  hubAway: 'no connection to the timing hub',
  waiting: 'Waiting for the first runner',
  lastFinishers: 'Latest runners',
  alsoIn: 'Also in',
  more: (count: number) => `+${String(count)}`,
  lap: (lap: number) => `Lap ${String(lap)}`,
  bib: (bib: string) => `Bib ${bib}`,
  chip: (tag: string) => `Chip ${tag}`,
  pending: '…',
  fallbackTitle: 'Live at the line',
  endedTitle: 'This display link has ended',
  endedText: ['Links last for one day. Open a new one in the hub.', 'When this one is back, the screen starts by itself.'],
  wrongTitle: 'This is not a display link',
  wrongText: ['A display link ends in eight letters and digits.', 'Open it again from the hub.'],
  fullScreen: 'Full screen',
  debug: 'Debug',
} as const;
