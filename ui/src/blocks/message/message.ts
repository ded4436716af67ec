/**
 * Why: a line for a runner, one for each who comes: of the display session, of this block, or what somebody left for this runner.
 * Chosen by who it is, so that all screens say the same; in turn, one step for each runner. Without a runner it turns by itself.
 */
import type { BlockOf } from '../../document/schema';
import { type Values, keyOf, read } from '../../binding/values';
import { chance } from '../chance';
import { lettered } from '../lettered';
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
    let key = '';
    let passed = 0;
    const moment = (_block: Message, now: number): number => Math.floor(now / ALONE_MS);
    return lettered(host, first, scene, {
      say(block, values, now) {
        const lines = linesOf(block, values);
        const next = keyOf(values);
        if (next !== key && key !== '') passed += 1;
        key = next;
        const alone = moment(block, now);
        const turn = next === '' ? alone : Number(values['turn'] ?? passed);
        const chosen = block.pick === 'cycle' ? turn : chance(`${id} ${next === '' ? String(alone) : next}`);
        return lines[chosen % (lines.length || 1)] ?? '';
      },
      moment,
      font: { fit: { mode: 'wrap' } },
    });
  },
};
