/**
 * Why: a television shows all of the picture, a tower stands on its side, an LED processor cuts its wall out
 * of the top left corner pixel by pixel. What a screen's settings mean for where the picture lies, worked out without a
 * browser.
 */
import type { ScreenSettings } from '../api/screen-settings';
import type { Size } from '../stage/fit';

export interface Lay {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** The room that a picture has on a glass that was turned clockwise, and how it is turned back. */
export function turned(glass: Size, rotation: ScreenSettings['rotation']): { readonly room: Size; readonly transform: string } {
  const { w, h } = glass;
  switch (rotation) {
    case 90: return { room: { w: h, h: w }, transform: `translate(${String(w)}px, 0) rotate(90deg)` };
    case 180: return { room: glass, transform: `translate(${String(w)}px, ${String(h)}px) rotate(180deg)` };
    case 270: return { room: { w: h, h: w }, transform: `translate(0, ${String(h)}px) rotate(270deg)` };
    default: return { room: glass, transform: '' };
  }
}

/** `ratio`: device pixels for one of ours. */
export function lay(design: Size, room: Size, { fit, x, y }: Pick<ScreenSettings, 'fit' | 'x' | 'y'>, ratio: number): Lay {
  if (fit === 'actual') return { scale: 1 / ratio, x: x / ratio, y: y / ratio };
  const scales = [room.w / design.w, room.h / design.h];
  const scale = fit === 'cover' ? Math.max(...scales) : Math.min(...scales);
  return {
    scale,
    // Never minus nought.
    x: Math.round((room.w - design.w * scale) / 2 + x / ratio) || 0,
    y: Math.round((room.h - design.h * scale) / 2 + y / ratio) || 0,
  };
}
