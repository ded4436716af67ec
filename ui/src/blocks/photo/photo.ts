import type { BlockOf } from '../../document/schema';
import type { BlockModule } from '../scene';

export const photo: BlockModule<BlockOf<'photo'>> = {
  mount: () => ({ update: () => false, restyle: () => undefined, destroy: () => undefined }),
};
