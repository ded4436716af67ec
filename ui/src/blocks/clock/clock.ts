/**
 * Why: the time of day, of the race or until it starts, in the zone of the race and by the hub's clock. A clock that cannot be trusted
 * must not look as if it could: while the feed is late it stands back.
 */
import { format } from '../../binding/format';
import type { BlockOf, Format } from '../../document/schema';
import { type Values, read } from '../../binding/values';
import { Line } from '../line';
import type { BlockModule } from '../scene';

type Clock = BlockOf<'clock'>;

const PATH = { time: 'clock.time', gun: 'clock.gun', countdown: 'clock.countdown' } as const;

function usual({ mode }: Clock): Format {
  return mode === 'time' ? { as: 'time', style: 'medium' } : { as: 'duration', pattern: 'h:mm:ss' };
}

/** A race's clock shows seconds that are over, a countdown those that are left. */
function formatOf(block: Clock): Format {
  const fmt = block.fmt ?? usual(block);
  return fmt.as === 'duration' && !fmt.round ? { ...fmt, round: block.mode === 'gun' ? 'floor' : 'ceil' } : fmt;
}

function valueOf(block: Clock, values: Values, now: number): number | null {
  if (block.mode === 'time') return now;
  const other = block.to ? read(values, block.to, now) : null;
  if (typeof other === 'number') return Math.max(0, block.mode === 'gun' ? now - other : other - now);
  const found = block.to ? null : read(values, PATH[block.mode], now);
  return typeof found === 'number' ? found : null;
}

export const clock: BlockModule<Clock> = {
  mount(host, first, scene) {
    const line = new Line(host, scene);
    let block = first;
    let fmt = formatOf(first);
    let faint = false;
    const restyle = (next: Clock): void => {
      block = next;
      fmt = formatOf(next);
      line.restyle({ tabular: true, ...next.font }, next.w, next.h);
    };
    restyle(first);
    return {
      update(values, now) {
        const late = scene.live?.() === false;
        if (late !== faint) {
          faint = late;
          line.element.style.opacity = late ? '0.4' : '';
          line.element.dataset['late'] = String(late);
        }
        line.set(format(valueOf(block, values, now), fmt, scene));
        return false;
      },
      restyle,
      destroy() { line.destroy(); },
    };
  },
};
