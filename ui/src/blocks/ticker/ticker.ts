/**
 * Why: words that run through say more than a line holds. One text, one animation; what is new comes with the next round, so nobody
 * sees a word jump. In calm it stands still and is cut.
 */
import { measure } from '../../binding/fit';
import { textOf, ticks } from '../../binding/parts';
import type { BlockOf } from '../../document/schema';
import type { Values } from '../../binding/values';
import { Line } from '../line';
import { faceOf, familyOf, hands, measured, px, style } from '../look';
import type { BlockModule } from '../scene';

type Ticker = BlockOf<'ticker'>;

const SPEED = 120;

export const ticker: BlockModule<Ticker> = {
  mount(host, first, scene) {
    const line = new Line(host, scene);
    let block = first;
    let seen: Values | null = null;
    let text = '';
    let shown: string | null = null;
    let round: Animation | null = null;
    let awake = true;
    let alive = true;
    const halt = (): void => {
      if (round !== null) round.onfinish = null;
      round?.cancel();
      round = null;
    };
    const start = (): void => {
      halt();
      shown = text;
      line.set(text);
      const face = faceOf(block.font);
      const width = measure(text, measured(face, familyOf(face, scene, hands.foreign(text)))) * face.size / 100 + face.ls * text.length;
      const runs = text !== '' && !scene.calm && scene.edit !== true && typeof line.element.animate === 'function';
      style(line.element, { width: runs ? px(Math.ceil(width) + 2) : '' });
      if (!runs || !awake) return;
      const from = { transform: `translateX(${px(block.w)})` };
      const to = { transform: `translateX(${px(-width)})` };
      // What reads from the right runs to the right.
      const back = /^[^a-z]*[\u0590-\u08ff]/i.test(text);
      round = line.element.animate(back ? [to, from] : [from, to], { duration: (block.w + width) / (block.speed ?? SPEED) * 1000 });
      round.onfinish = () => { if (alive) start(); };
    };
    const restyle = (next: Ticker): void => {
      block = next;
      seen = null;
      style(host, { overflow: 'hidden' });
      line.restyle({ ...next.font, align: 'start', fit: { mode: 'clip' } }, next.w, next.h);
      shown = null;
    };
    restyle(first);
    return {
      update(values, now) {
        if (values !== seen || ticks(block.parts)) {
          seen = values;
          text = textOf(block.parts, values, now, scene);
        }
        if (shown === null || (text !== shown && round === null)) start();
        return false;
      },
      restyle,
      wake(on) {
        awake = on;
        if (on) shown = null;
        else halt();
      },
      destroy() {
        alive = false;
        halt();
        line.destroy();
      },
    };
  },
};
