/** Why: blocks that belong together move, turn and appear together; the places of its blocks are told from its own corner. */
import type { BlockOf } from '../../document/schema';
import { Children } from '../children';
import type { BlockModule } from '../scene';

export const group: BlockModule<BlockOf<'group'>> = {
  mount(host, _block, scene, id) {
    const children = new Children(host, scene);
    children.sync(scene.children(id), false);
    return {
      update(values, now) {
        children.update(values, now);
        return false;
      },
      restyle: () => undefined,
      sync(all) { children.sync(scene.children(id), all); },
      play: (kind, runnerOnly) => children.play(kind, runnerOnly),
      wake(on) { children.wake(on); },
      destroy() { children.destroy(); },
    };
  },
};
