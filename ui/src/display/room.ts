/**
 * Why: the picture hangs on a glass that somebody has turned, dimmed or cut a wall out of. This is the one place
 * that writes it: where the stage and the template lie, how they are turned, how dark it is, and how they wander so
 * that nothing burns in. It writes only what is new.
 */
import { type ScreenSettings, USUAL_SETTINGS } from '../api/screen-settings';
import { DESIGN, type Placement, type Size, drift, shapeOf } from '../stage/fit';
import { lay, turned } from './glass';

interface View {
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly devicePixelRatio: number;
}

function write(element: HTMLElement, name: 'transform' | 'width' | 'height' | 'opacity', value: string): void {
  if (element.style[name] !== value) element.style[name] = value;
}

export class Room {
  readonly drawing: HTMLElement;
  private readonly glass: HTMLElement;
  private readonly dim: HTMLElement;
  settings: ScreenSettings = USUAL_SETTINGS;

  constructor(page: Document, private readonly view: View, stage: HTMLElement) {
    const made = (id: string): HTMLElement => Object.assign(page.createElement('div'), { id });
    this.glass = made('glass');
    this.drawing = made('drawing');
    this.dim = made('dim');
    stage.before(this.glass, this.dim);
    this.glass.append(this.drawing, stage);
  }

  /** Where the built-in stage lies; the template too, when there is one. */
  place(template: Size | null, elapsedMs: number): Placement {
    const { settings, view } = this;
    const glass = { w: view.innerWidth, h: view.innerHeight };
    const { room, transform } = turned(glass, settings.rotation);
    write(this.glass, 'width', `${String(room.w)}px`);
    write(this.glass, 'height', `${String(room.h)}px`);
    write(this.glass, 'transform', transform);
    const shape = shapeOf(room);
    const ratio = view.devicePixelRatio > 0 ? view.devicePixelRatio : 1;
    if (template !== null) this.put(template, room, ratio, elapsedMs);
    return { shape, ...lay(DESIGN[shape], room, settings, ratio) };
  }

  /** Never with `actual`: what an LED processor cuts out keeps its edges. */
  away(scale: number, elapsedMs: number): { readonly x: number; readonly y: number } {
    const { fit, burnInGuard } = this.settings;
    if (!burnInGuard || fit === 'actual') return { x: 0, y: 0 };
    const { x, y } = drift(elapsedMs);
    return { x: x * scale, y: y * scale };
  }

  /** How bright it is, 0 to 1. */
  shine(bright: number): void {
    write(this.dim, 'opacity', bright === 1 ? '' : String(Math.round((1 - bright) * 100) / 100));
  }

  private put(size: Size, room: Size, ratio: number, elapsedMs: number): void {
    const { scale, x, y } = lay(size, room, this.settings, ratio);
    const away = this.away(scale, elapsedMs);
    write(this.drawing, 'width', `${String(size.w)}px`);
    write(this.drawing, 'height', `${String(size.h)}px`);
    write(this.drawing, 'transform', `translate(${String(x + away.x)}px, ${String(y + away.y)}px) scale(${String(scale)})`);
  }
}
