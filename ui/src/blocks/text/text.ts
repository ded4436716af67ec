/** Why: words and values in one line or several; what most of a template is made of. */
import { textOf, ticks } from '../../binding/parts';
import type { BlockOf } from '../../document/schema';
import { lettered } from '../lettered';
import type { BlockModule } from '../scene';

export const text: BlockModule<BlockOf<'text'>> = {
  mount(host, first, scene) {
    let counting: { readonly ms: number; from: number | null } | null = null;
    const share = (now: number): number => {
      if (counting === null) return 1;
      const left = 1 - (now - (counting.from ??= now)) / counting.ms;
      if (left <= 0) counting = null;
      // Quick at first, so that the last digits can be followed.
      return left <= 0 ? 1 : 1 - Math.min(1, left) ** 3;
    };
    const said = lettered(host, first, scene, {
      say: (block, values, now) => textOf(block.text, values, now, scene, share(now)),
      moment: (block, now) => (counting !== null || ticks(block.text) ? now : 0),
    });
    let block = first;
    return {
      ...said,
      update(values, now) {
        const alone = counting !== null || ticks(block.text);
        // What changes by itself, frame by frame, is no news.
        return said.update(values, now) && !alone;
      },
      restyle(next) {
        block = next;
        said.restyle(next);
      },
      count(ms) { counting = { ms, from: null }; },
    };
  },
};
