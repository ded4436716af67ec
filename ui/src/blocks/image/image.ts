/** Why: logos, drawings, grounds: a file of the template, or one that a value names. */
import type { BlockOf } from '../../document/schema';
import { pictured } from '../pictured';
import type { BlockModule } from '../scene';

export const image: BlockModule<BlockOf<'image'>> = {
  mount: (host, first, scene) => pictured(host, first, scene, { asset: ({ asset }) => asset, path: ({ src }) => src?.get }),
};
