/** Why: a film runs without sound and only while it is seen: a hidden one would cost the machine as much as the one that is watched. */
import type { BlockOf } from '../../document/schema';
import { layer, style } from '../look';
import type { BlockModule } from '../scene';

export const video: BlockModule<BlockOf<'video'>> = {
  mount(host, first, scene) {
    const film = layer(host, 'video') as HTMLVideoElement;
    film.muted = film.defaultMuted = true;
    film.playsInline = true;
    film.disablePictureInPicture = true;
    style(film, { objectFit: 'cover', borderRadius: 'inherit' });
    let awake = true;
    let address: string | null = null;
    const go = (): void => {
      if (!awake || address === null || scene.calm) film.pause();
      // An engine may refuse to start by itself; the first picture of the film stands then.
      else (film.play() as Promise<void> | undefined)?.catch(() => undefined);
    };
    const restyle = (block: BlockOf<'video'>): void => {
      film.loop = block.loop !== false;
      if (block.alt !== undefined) film.setAttribute('aria-label', block.alt);
      const next = block.asset === undefined ? null : scene.assetUrl(block.asset, block.w, block.h);
      if (next === address) return;
      address = next;
      if (next === null) film.removeAttribute('src');
      else film.src = next;
      go();
    };
    restyle(first);
    return {
      update: () => false,
      restyle,
      wake(on) {
        awake = on;
        go();
      },
      destroy() {
        film.pause();
        film.removeAttribute('src');
        film.load();
        film.remove();
      },
    };
  },
};
