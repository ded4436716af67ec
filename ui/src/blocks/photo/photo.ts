/**
 * Why: a face beside a name must be that runner's or nobody's. The last one goes before the next one comes, and who has no photo, or
 * one that cannot be read, gets the picture for everybody.
 */
import type { BlockOf } from '../../document/schema';
import { type Values, read } from '../../binding/values';
import { run } from '../animate';
import { style } from '../look';
import type { BlockModule } from '../scene';
import { Still } from '../still';

type Photo = BlockOf<'photo'>;

const FADE_MS = 200;

export const photo: BlockModule<Photo> = {
  mount(host, first, scene) {
    const picture = new Still(host);
    let block = first;
    let seen: Values | null = null;
    let bound: string | null = null;
    const fallback = (): string | null => (block.fallback === undefined ? null : scene.assetUrl(block.fallback, block.w, block.h));
    const appear = (): void => {
      picture.element.style.opacity = '';
      if (!scene.calm) run(picture.element, [{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS });
    };
    const show = (): void => {
      picture.load(bound ?? fallback(), appear, () => { picture.load(fallback(), appear); });
    };
    const restyle = (next: Photo): void => {
      block = next;
      picture.element.alt = next.alt ?? '';
      style(picture.element, { objectFit: next.fit ?? 'cover', borderRadius: 'inherit' });
      show();
    };
    restyle(first);
    return {
      update(values, now) {
        if (values === seen) return false;
        seen = values;
        const found = read(values, block.src?.get ?? 'runner.photo', now);
        const address = typeof found === 'string' && found !== '' ? found : null;
        if (address === bound) return false;
        bound = address;
        show();
        return true;
      },
      restyle,
      destroy() { picture.destroy(); },
    };
  },
};
