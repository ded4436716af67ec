/** Why: a face beside a name; who has none gets the picture for everybody. */
import type { BlockOf } from '../../document/schema';
import { pictured } from '../pictured';
import type { BlockModule } from '../scene';

export const photo: BlockModule<BlockOf<'photo'>> = {
  mount: (host, first, scene) => pictured(host, first, scene, { asset: ({ fallback }) => fallback, path: ({ src }) => src?.get ?? 'runner.photo' }),
};
