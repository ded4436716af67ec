/**
 * Why one small module: there is one coordinate system, document pixels, and this is its only way to and from the
 * screen: `screen = doc × zoom + offset`. Everything else computes in document pixels and is right at every zoom.
 */
export interface Point { readonly x: number; readonly y: number }
export interface Room { readonly w: number; readonly h: number }
/** `x`, `y`: where the document's corner lies in the canvas, in CSS pixels. */
export interface View { readonly zoom: number; readonly x: number; readonly y: number }

export const LEAST = 0.1;
export const MOST = 4;
const EDGE = 32;

export function held(zoom: number): number {
  return Math.min(MOST, Math.max(LEAST, zoom));
}

export function toDocument(view: View, at: Point): Point {
  return { x: (at.x - view.x) / view.zoom, y: (at.y - view.y) / view.zoom };
}

export function toScreen(view: View, at: Point): Point {
  return { x: at.x * view.zoom + view.x, y: at.y * view.zoom + view.y };
}

/** The whole page in the middle, with air round it. */
export function fitted(size: Room, room: Room): View {
  const free = { w: Math.max(1, room.w - 2 * EDGE), h: Math.max(1, room.h - 2 * EDGE) };
  const zoom = room.w === 0 ? 1 : held(Math.min(free.w / size.w, free.h / size.h));
  return { zoom, x: Math.round((room.w - size.w * zoom) / 2), y: Math.round((room.h - size.h * zoom) / 2) };
}

/** Whether one looks at the whole page, as `fitted` gives it. */
export function fits(view: View, size: Room, room: Room): boolean {
  const whole = fitted(size, room);
  return view.zoom === whole.zoom && view.x === whole.x && view.y === whole.y;
}

/** Another zoom; what lies under `at` (canvas, CSS pixels) stays there. */
export function zoomedAt(view: View, zoom: number, at: Point): View {
  const next = held(zoom);
  const under = toDocument(view, at);
  return { zoom: next, x: at.x - under.x * next, y: at.y - under.y * next };
}

export function panned(view: View, by: Point): View {
  return { ...view, x: view.x + by.x, y: view.y + by.y };
}
