/**
 * Why: sponsors in turn, the heavier ones more often. Which one it is comes from the hub's time alone, so screens side by side show the
 * same; two pictures take turns, and the next is decoded before it is its turn.
 */
import type { BlockOf } from '../../document/schema';
import { run } from '../animate';
import { px, style } from '../look';
import type { BlockModule } from '../scene';
import { Still } from '../still';

type Carousel = BlockOf<'carousel'>;
type Slide = Carousel['items'][number];

const SECONDS = 8;
const EFFECT_MS = 700;
const LONGEST = 400;

/** Each as often as its weight says, and spread as evenly as that goes. */
export function turnsOf(items: readonly Slide[]): readonly Slide[] {
  const weights = items.map(({ weight = 1 }) => Math.max(0, Math.floor(weight)));
  const all = Math.min(LONGEST, weights.reduce((sum, weight) => sum + weight, 0));
  const due = weights.map(() => 0);
  return Array.from({ length: all }, () => {
    weights.forEach((weight, at) => { due[at] = (due[at] ?? 0) + weight; });
    const next = due.indexOf(Math.max(...due));
    due[next] = (due[next] ?? 0) - all;
    return items[next] as Slide;
  });
}

/** Which turn it is at a moment, -1 without any. */
export function turnAt(turns: readonly Slide[], now: number): number {
  const whole = turns.reduce((sum, { seconds = SECONDS }) => sum + seconds * 1000, 0);
  if (whole <= 0) return turns.length > 0 ? 0 : -1;
  let left = now % whole;
  return turns.findIndex(({ seconds = SECONDS }) => (left -= seconds * 1000) < 0);
}

export const carousel: BlockModule<Carousel> = {
  mount(host, first, scene) {
    const pictures = [new Still(host), new Still(host)] as const;
    style(host, { overflow: 'hidden' });
    let block = first;
    let turns = turnsOf(first.items);
    let turn = -1;
    let front = 0;
    let nextAt = Infinity;
    const addressOf = (at: number): string | null => {
      const slide = turns[at % (turns.length || 1)];
      return slide === undefined ? null : scene.assetUrl(slide.asset, block.w, block.h);
    };
    /** The new one comes over the old one, which stays below until it is covered. */
    const swap = (into: number, moving: boolean): void => {
      const [coming, going] = [pictures[into] as Still, pictures[1 - into] as Still];
      front = into;
      style(coming.element, { opacity: '', zIndex: '1' });
      style(going.element, { opacity: '0', zIndex: '0' });
      const effect = moving && !scene.calm ? block.effect ?? 'fade' : 'cut';
      const options = { duration: EFFECT_MS, easing: 'ease-in-out' };
      const slide = effect === 'slide';
      run(coming.element, effect === 'cut' ? [] : slide ? [{ transform: `translateX(${px(block.w)})` }, { transform: 'none' }] : [{ opacity: 0 }, { opacity: 1 }], options);
      run(going.element, effect === 'cut' ? [] : slide ? [{ opacity: 1, transform: 'none' }, { opacity: 1, transform: `translateX(${px(-block.w)})` }] : [{ opacity: 1 }, { opacity: 1 }], options);
    };
    const show = (at: number, now: number): void => {
      const moving = turn >= 0;
      turn = at;
      nextAt = now + EFFECT_MS + 300;
      const address = addressOf(at);
      if (address === pictures[front]?.wanted) return;
      const into = 1 - front;
      const back = pictures[into] as Still;
      if (back.wanted === address && back.ready) swap(into, moving);
      else back.load(address, () => { if (addressOf(turn) === back.wanted) swap(into, moving); });
    };
    const dress = (): void => {
      for (const { element } of pictures) {
        style(element, { objectFit: 'contain', willChange: 'transform, opacity' });
        element.alt = block.alt ?? '';
      }
    };
    dress();
    return {
      update(_values, now) {
        const at = turnAt(turns, now);
        if (at !== turn) show(at, now);
        else if (now >= nextAt && turns.length > 1) {
          nextAt = Infinity;
          (pictures[1 - front] as Still).load(addressOf(at + 1), () => undefined);
        }
        return false;
      },
      restyle(next) {
        block = next;
        turns = turnsOf(next.items);
        turn = -1;
        dress();
      },
      destroy() { for (const picture of pictures) picture.destroy(); },
    };
  },
};
