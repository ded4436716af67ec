/** Why: blocks that say one thing differ only in what they say, and in how often that must be asked. */
import type { Block, Lettering } from '../document/schema';
import type { Values } from '../binding/values';
import { Line } from './line';
import type { Mounted, Scene } from './scene';

type Lettered = Block & { readonly font?: Lettering };

interface Saying<B> {
  readonly say: (block: B, values: Values, now: number) => string;
  /** The same values are asked again when this is another number. */
  readonly moment?: (block: B, now: number) => number;
  /** How it is set where the document says nothing. */
  readonly font?: Lettering;
}

export function lettered<B extends Lettered>(host: HTMLElement, first: B, scene: Scene, { say, moment = () => 0, font }: Saying<B>): Mounted<B> {
  const line = new Line(host, scene);
  let block = first;
  let seen: Values | null = null;
  let at = 0;
  const restyle = (next: B): void => {
    block = next;
    seen = null;
    line.restyle({ ...font, ...next.font }, next.w, next.h);
  };
  restyle(first);
  return {
    update(values, now) {
      const asked = moment(block, now);
      if (values === seen && asked === at) return line.set(line.shown);
      seen = values;
      at = asked;
      return line.set(say(block, values, now));
    },
    restyle,
    destroy() { line.destroy(); },
  };
}
