/** Why: in a crowd nobody is forgotten: «+7» says that seven more wait. Nothing waits, nothing is said. */
import type { BlockOf } from '../../document/schema';
import { textOf } from '../../binding/parts';
import { read } from '../../binding/values';
import { lettered } from '../lettered';
import { style } from '../look';
import type { BlockModule } from '../scene';

const USUAL = ['+', { get: 'list.more' }] as const;

export const more: BlockModule<BlockOf<'more'>> = {
  mount: (host, first, scene) => lettered(host, first, scene, {
    say({ text = USUAL }, values, now) {
      const some = scene.edit === true || Number(read(values, 'list.more', now)) > 0;
      style(host, { visibility: some ? '' : 'hidden' });
      return some ? textOf(text, values, now, scene) : '';
    },
  }),
};
