import type { BlockOf } from '../../document/schema';
import type { BlockModule } from '../scene';

export const qr: BlockModule<BlockOf<'qr'>> = {
  mount: () => ({ update: () => false, restyle: () => undefined, destroy: () => undefined }),
};
