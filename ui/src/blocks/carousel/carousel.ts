import type { BlockOf } from '../../document/schema';
import type { BlockModule } from '../scene';

export const carousel: BlockModule<BlockOf<'carousel'>> = {
  mount: () => ({ update: () => false, restyle: () => undefined, destroy: () => undefined }),
};
