import type { BlockOf } from '../../document/schema';
import type { BlockModule } from '../scene';

export const video: BlockModule<BlockOf<'video'>> = {
  mount: () => ({ update: () => false, restyle: () => undefined, destroy: () => undefined }),
};
