import type { BlockOf } from '../../document/schema';
import type { BlockModule } from '../scene';

export const table: BlockModule<BlockOf<'table'>> = {
  mount: () => ({ update: () => false, restyle: () => undefined, destroy: () => undefined }),
};
