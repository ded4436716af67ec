import type { BlockOf } from '../../document/schema';
import type { BlockModule } from '../scene';

export const message: BlockModule<BlockOf<'message'>> = {
  mount: () => ({ update: () => false, restyle: () => undefined, destroy: () => undefined }),
};
