import type { BlockOf } from '../../document/schema';
import type { BlockModule } from '../scene';

export const ticker: BlockModule<BlockOf<'ticker'>> = {
  mount: () => ({ update: () => false, restyle: () => undefined, destroy: () => undefined }),
};
