/**
 * Why: a line for a runner, one for each who comes: of the display session, of this block, or what somebody left for this runner.
 * Chosen by who it is, so that all screens say the same; in turn, one step for each runner. Without a runner it turns by itself.
 */
import type { BlockOf } from '../../document/schema';
import { type Values, keyOf, read } from '../../binding/values';
import { chance } from '../chance';
import { Line } from '../line';
import type { BlockModule } from '../scene';

type Message = BlockOf<'message'>;

const ALONE_MS = 8000;

function linesOf({ from, list = [] }: Message, values: Values): readonly string[] {
  if (from === 'own') return list;
  const [own, all] = [read(values, 'runner.message', 0), values['messages']];
  if (from !== 'runner' && Array.isArray(all) && all.length > 0) return all as readonly string[];
  return typeof own === 'string' && own !== '' ? [own] : list;
}

export const message: BlockModule<Message> = {
  mount(host, first, scene, id) {
    const line = new Line(host, scene);
    let block = first;
    let key = '';
    let passed = 0;
    const chosen = (values: Values, now: number): string => {
      const lines = linesOf(block, values);
      const next = keyOf(values);
      if (next !== key && key !== '') passed += 1;
      key = next;
      const alone = Math.floor(now / ALONE_MS);
      const told = values['turn'];
      const turn = key === '' ? alone : typeof told === 'number' ? told : passed;
      return lines[(block.pick === 'cycle' ? turn : chance(`${id} ${key === '' ? String(alone) : key}`)) % (lines.length || 1)] ?? '';
    };
    const restyle = (next: Message): void => {
      block = next;
      line.restyle({ fit: { mode: 'wrap' }, ...next.font }, next.w, next.h);
    };
    restyle(first);
    let seen: Values | null = null;
    let at = -1;
    return {
      update(values, now) {
        const moment = Math.floor(now / ALONE_MS);
        if (values === seen && moment === at) return line.set(line.shown);
        seen = values;
        at = moment;
        return line.set(chosen(values, now));
      },
      restyle(next) {
        restyle(next);
        seen = null;
      },
      destroy() { line.destroy(); },
    };
  },
};
