/**
 * Why: a picture is cut as data: the part that was chosen of the original and the point that must stay in sight, so that the same
 * file serves every box; the place is worked out here and nothing is asked of the layout. A picture of a runner must be that runner's
 * or nobody's: the last one goes before the next one comes, and who has none, or one that cannot be read, gets the asset's.
 */
import type { BlockOf } from '../document/schema';
import { type Values, read } from '../binding/values';
import { run } from './animate';
import { layer, px, style } from './look';
import type { Mounted, Scene } from './scene';
import { Still } from './still';

type Image = BlockOf<'image'>;
type Rect = Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;

/** Where the window and the picture behind it lie, in px of the block. */
export interface Cut { readonly window: Rect; readonly picture: Rect }

/** The focus stands in the middle where it can, and the picture covers the window to its edges. */
function shift(focus: number, from: number, along: number, room: number): number {
  return Math.max(0, Math.min(along - room, (focus - from) * along - room / 2));
}

export function cut(box: { w: number; h: number }, whole: { w: number; h: number }, { fit, focus = [0.5, 0.5], crop = [0, 0, 1, 1] }: Pick<Image, 'fit' | 'focus' | 'crop'>): Cut {
  const [cx, cy] = crop;
  const part = { w: Math.max(1e-6, crop[2]) * whole.w, h: Math.max(1e-6, crop[3]) * whole.h };
  let [sx, sy] = [box.w / part.w, box.h / part.h];
  if (fit !== 'stretch') sx = sy = fit === 'contain' ? Math.min(sx, sy) : Math.max(sx, sy);
  const [w, h] = [Math.min(box.w, part.w * sx), Math.min(box.h, part.h * sy)];
  const x = shift(focus[0], cx, part.w * sx, w) + cx * whole.w * sx;
  const y = shift(focus[1], cy, part.h * sy, h) + cy * whole.h * sy;
  return { window: { x: (box.w - w) / 2, y: (box.h - h) / 2, w, h }, picture: { x: -x, y: -y, w: whole.w * sx, h: whole.h * sy } };
}

function lie(element: HTMLElement, { x, y, w, h }: Rect): void {
  style(element, { left: px(x), top: px(y), width: px(w), height: px(h) });
}

const FADE_MS = 200;

/** `asset`: what everybody sees who has no picture of the own at `path`. */
export function pictured<B extends Image | BlockOf<'photo'>>(host: HTMLElement, first: B, scene: Scene, { asset, path }: { asset: (block: B) => string | undefined; path: (block: B) => string | undefined }): Mounted<B> {
  const window = layer(host);
  const picture = new Still(window);
  const { element } = picture;
  let block = first;
  let seen: Values | null = null;
  let own: string | null = null;
  const place = (id?: string): void => {
    const box = { x: 0, y: 0, w: block.w, h: block.h };
    const { w, h } = id === undefined ? {} as { w?: number; h?: number } : scene.asset(id) ?? {};
    // Of a file whose size nobody knows the browser cuts what it can.
    const lying = w && h ? cut(block, { w, h }, block) : { window: box, picture: box };
    lie(window, lying.window);
    lie(element, lying.picture);
    const { fit = 'cover', focus = [0.5, 0.5] } = block as Image;
    style(element, { objectFit: (w && h) || fit === 'stretch' ? 'fill' : fit, objectPosition: `${focus[0] * 100}% ${focus[1] * 100}%` });
  };
  const appear = (): void => {
    element.style.opacity = '';
    if (!scene.calm) run(element, [{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS });
  };
  const everybodys = (): void => {
    const id = asset(block);
    place(id);
    picture.load(id === undefined ? null : scene.assetUrl(id, block.w, block.h), appear);
  };
  const show = (): void => {
    if (own === null) return everybodys();
    place();
    picture.load(own, appear, everybodys);
  };
  const restyle = (next: B): void => {
    block = next;
    element.alt = next.alt ?? '';
    style(window, { overflow: 'hidden', borderRadius: 'inherit' });
    show();
  };
  restyle(first);
  return {
    update(values, now) {
      if (values === seen) return false;
      seen = values;
      const bound = path(block);
      const found = bound === undefined ? null : read(values, bound, now);
      const address = typeof found === 'string' && found !== '' ? found : null;
      if (address === own) return false;
      own = address;
      show();
      return true;
    },
    restyle(next) {
      restyle(next);
      seen = null;
    },
    destroy() {
      picture.destroy();
      window.remove();
    },
  };
}
