/**
 * Why: the time of day, of the race or until it starts, in the zone of the race and by the hub's clock. A clock that cannot be trusted
 * must not look as if it could: while the feed is late it stands back.
 */
import { format } from '../../binding/format';
import type { BlockOf, Format } from '../../document/schema';
import { type Value, type Values, read } from '../../binding/values';
import { lettered } from '../lettered';
import { style } from '../look';
import type { BlockModule } from '../scene';

type Clock = BlockOf<'clock'>;

/** A race's clock shows seconds that are over, a countdown those that are left. */
function formatOf({ fmt, mode }: Clock): Format {
  if (mode === 'time') return fmt ?? { as: 'time' };
  const usual: Format = { as: 'duration', pattern: 'h:mm:ss', round: mode === 'gun' ? 'floor' : 'ceil' };
  return fmt?.as === 'duration' ? { ...usual, ...fmt } : fmt ?? usual;
}

function valueOf({ mode, to }: Clock, values: Values, now: number): Value {
  const other = to === undefined ? null : read(values, to, now);
  if (mode === 'time' || to === undefined) return read(values, `clock.${mode}`, now);
  return typeof other !== 'number' ? null : Math.max(0, mode === 'gun' ? now - other : other - now);
}

export const clock: BlockModule<Clock> = {
  mount(host, first, scene) {
    const said = lettered(host, first, scene, {
      say(block, values, now) {
        style(host.firstElementChild as HTMLElement, { opacity: scene.live?.() === false ? '0.4' : '' });
        return format(valueOf(block, values, now), formatOf(block), scene);
      },
      moment: (_block, now) => now,
      font: { tabular: true },
    });
    // It always changes; that is no news.
    return { ...said, update: (values, now) => said.update(values, now) && false };
  },
};
