/** Why: ground and edge are every block's; a shape adds only its outline. A line lies in the middle of its box. */
import type { BlockOf } from '../../document/schema';
import { ground, px, style } from '../look';
import type { BlockModule } from '../scene';

export const shape: BlockModule<BlockOf<'shape'>> = {
  mount(host, first, scene) {
    const restyle = (block: BlockOf<'shape'>): void => {
      if (block.shape === 'ellipse') style(host, { borderRadius: '50%' });
      if (block.shape !== 'line') return;
      // A border is the line itself; without one the box is.
      if (!block.border) return;
      const border = scene.paint(block.border);
      ground(host, undefined, block.w, block.h, scene);
      style(host, { border: '0', borderTop: border, height: '0', top: px(block.h / 2) });
    };
    restyle(first);
    return { update: () => false, restyle, destroy: () => undefined };
  },
};
