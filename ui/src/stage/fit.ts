/**
 * Why: a screen at a finish line is whatever the venue has: a television, an LED wall, a phone held
 * up. The picture is designed once per shape, in its own pixels, and scaled as a whole. Nothing flows.
 */

export interface Size {
  readonly w: number;
  readonly h: number;
}

export type Shape = 'landscape' | 'portrait';

export const DESIGN: Readonly<Record<Shape, Size>> = {
  landscape: { w: 1920, h: 1080 },
  portrait: { w: 1080, h: 1920 },
};

export function shapeOf(window: Size): Shape {
  return window.w < window.h ? 'portrait' : 'landscape';
}

/** How the design lies in the window: `screen = design × scale + offset`. */
export interface Placement {
  readonly shape: Shape;
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** As large as fits, centred; the rest of the window is letter-box. */
export function place(window: Size): Placement {
  const shape = shapeOf(window);
  const design = DESIGN[shape];
  const scale = Math.min(window.w / design.w, window.h / design.h);
  return {
    shape,
    scale,
    x: Math.round((window.w - design.w * scale) / 2),
    y: Math.round((window.h - design.h * scale) / 2),
  };
}

const DRIFT_STEP_MS = 180_000;
const DRIFT_PX = 2;

/**
 * Burn-in guard: the whole stage walks through 25 places, at most 4 px from its own, one step every
 * 3 minutes, to and fro. Starts at the centre: the first picture is exactly the design.
 */
export function drift(elapsedMs: number): { readonly x: number; readonly y: number } {
  const along = (Math.floor(elapsedMs / DRIFT_STEP_MS) + 12) % 48;
  const step = along > 24 ? 48 - along : along;
  const row = Math.floor(step / 5);
  const column = row % 2 === 0 ? step % 5 : 4 - (step % 5);
  return { x: (column - 2) * DRIFT_PX, y: (row - 2) * DRIFT_PX };
}
