/** Why: words and values in one line or several; what most of a template is made of. */
import { textOf, ticks } from '../../binding/parts';
import type { BlockOf } from '../../document/schema';
import type { Values } from '../../binding/values';
import { Line } from '../line';
import type { BlockModule } from '../scene';

export const text: BlockModule<BlockOf<'text'>> = {
  mount(host, first, scene) {
    const line = new Line(host, scene);
    let block = first;
    let seen: Values | null = null;
    let running = false;
    let counting: { readonly ms: number; from: number | null } | null = null;
    const share = (now: number): number => {
      if (counting === null) return 1;
      const part = (now - (counting.from ??= now)) / counting.ms;
      if (part >= 1) counting = null;
      // Quick at first, so that the last digits can be followed.
      return part >= 1 ? 1 : 1 - (1 - Math.max(0, part)) ** 3;
    };
    const restyle = (next: BlockOf<'text'>): void => {
      block = next;
      seen = null;
      running = ticks(next.text);
      line.restyle(next.font, next.w, next.h);
    };
    restyle(first);
    return {
      update(values, now) {
        if (values === seen && !running && counting === null) return line.set(line.shown);
        seen = values;
        return line.set(textOf(block.text, values, now, scene, share(now)));
      },
      restyle,
      count(ms) { counting = { ms, from: null }; },
      destroy() { line.destroy(); },
    };
  },
};
