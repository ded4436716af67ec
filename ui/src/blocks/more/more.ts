/** Why: in a crowd nobody is forgotten: «+7» says that seven more wait. Nothing waits, nothing is said. */
import type { BlockOf } from '../../document/schema';
import { textOf } from '../../binding/parts';
import { type Values, read } from '../../binding/values';
import { Line } from '../line';
import type { BlockModule } from '../scene';

const USUAL = ['+', { get: 'list.more' }] as const;

export const more: BlockModule<BlockOf<'more'>> = {
  mount(host, first, scene) {
    const line = new Line(host, scene);
    let block = first;
    let seen: Values | null = null;
    const restyle = (next: BlockOf<'more'>): void => {
      block = next;
      seen = null;
      line.restyle(next.font, next.w, next.h);
    };
    restyle(first);
    return {
      update(values, now) {
        if (values === seen) return line.set(line.shown);
        seen = values;
        const count = Number(read(values, 'list.more', now) ?? 0);
        host.style.visibility = count > 0 || scene.edit === true ? '' : 'hidden';
        return line.set(count > 0 || scene.edit === true ? textOf(block.text?.length ? block.text : USUAL, values, now, scene) : '');
      },
      restyle,
      destroy() { line.destroy(); },
    };
  },
};
