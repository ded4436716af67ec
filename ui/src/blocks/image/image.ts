/**
 * Why: a picture is cut as data: the part that was chosen of the original and the point that must stay in sight, so that the same
 * file serves every box. The place is worked out here; nothing is asked of the layout.
 */
import type { BlockOf } from '../../document/schema';
import { type Values, read } from '../../binding/values';
import { layer, px, style } from '../look';
import type { BlockModule, Scene } from '../scene';

type Image = BlockOf<'image'>;

/** Where the window and the picture behind it lie, in px of the block. */
export interface Cut {
  readonly window: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly picture: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

export function cut(box: { w: number; h: number }, whole: { w: number; h: number }, { fit, focus, crop }: Pick<Image, 'fit' | 'focus' | 'crop'>): Cut {
  const [cx = 0, cy = 0, cw = 1, ch = 1] = crop ?? [];
  const [fx = 0.5, fy = 0.5] = focus ?? [];
  const part = { w: Math.max(1e-6, cw) * whole.w, h: Math.max(1e-6, ch) * whole.h };
  let [sx, sy] = [box.w / part.w, box.h / part.h];
  if (fit !== 'stretch') sx = sy = fit === 'contain' ? Math.min(sx, sy) : Math.max(sx, sy);
  const [w, h] = [Math.min(box.w, part.w * sx), Math.min(box.h, part.h * sy)];
  // The focus stands in the middle where it can, and the picture covers the window to its edges.
  const shift = (focused: number, from: number, along: number, room: number): number => (
    Math.max(0, Math.min(along - room, (focused - from) * along - room / 2)));
  const x = shift(fx, cx, part.w * sx, w) + cx * whole.w * sx;
  const y = shift(fy, cy, part.h * sy, h) + cy * whole.h * sy;
  return {
    window: { x: (box.w - w) / 2, y: (box.h - h) / 2, w, h },
    picture: { x: -x, y: -y, w: whole.w * sx, h: whole.h * sy },
  };
}

function lie(element: HTMLElement, { x, y, w, h }: Cut['window']): void {
  style(element, { left: px(x), top: px(y), width: px(w), height: px(h) });
}

function addressOf(block: Image, values: Values | null, scene: Scene): string | null {
  const bound = block.src && values !== null ? read(values, block.src.get, 0) : null;
  if (typeof bound === 'string' && bound !== '') return bound;
  return block.asset ? scene.assetUrl(block.asset, block.w, block.h) : null;
}

export const image: BlockModule<Image> = {
  mount(host, first, scene) {
    const window = layer(host);
    const picture = layer(window, 'img') as HTMLImageElement;
    style(window, { overflow: 'hidden', borderRadius: 'inherit' });
    picture.draggable = false;
    let block = first;
    let seen: Values | null = null;
    let shown: string | null = null;
    const show = (values: Values | null): boolean => {
      seen = values;
      const address = addressOf(block, values, scene);
      if (address === shown) return false;
      shown = address;
      picture.style.visibility = address === null ? 'hidden' : '';
      if (address === null) picture.removeAttribute('src');
      else picture.src = address;
      return true;
    };
    const restyle = (next: Image): void => {
      block = next;
      picture.alt = next.alt ?? '';
      const entry = next.asset && !next.src ? scene.asset(next.asset) : undefined;
      if (entry?.w && entry.h) {
        const { window: frame, picture: behind } = cut(next, { w: entry.w, h: entry.h }, next);
        lie(window, frame);
        lie(picture, behind);
        style(picture, { objectFit: 'fill' });
      } else {
        const [fx = 0.5, fy = 0.5] = next.focus ?? [];
        lie(window, { x: 0, y: 0, w: next.w, h: next.h });
        lie(picture, { x: 0, y: 0, w: next.w, h: next.h });
        style(picture, { objectFit: next.fit === 'stretch' ? 'fill' : next.fit ?? 'cover', objectPosition: `${String(fx * 100)}% ${String(fy * 100)}%` });
      }
      show(seen);
    };
    restyle(first);
    return {
      update: (values) => values !== seen && show(values),
      restyle,
      destroy() { picture.removeAttribute('src'); window.remove(); },
    };
  },
};
