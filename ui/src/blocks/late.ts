/** Why: a block whose code is still on its way has its place already; it stands there when the code has come, and whoever drew it sees no difference. */
import type { Values } from '../binding/values';
import type { Block } from '../document/schema';
import type * as rare from './rare';
import type { BlockModule, Mounted } from './scene';

export interface LateModule<B extends Block> extends BlockModule<B> {
  readonly bring: () => Promise<unknown>;
}

type Rare = typeof rare;

export function late<K extends keyof Rare, B extends Block>(name: K): LateModule<B> {
  let code: BlockModule<B> | null = null;
  // The registry has for each type the module of that type.
  const bring = async (): Promise<BlockModule<B>> => (code ??= (await import('./rare'))[name] as unknown as BlockModule<B>);
  return {
    bring,
    mount(host, first, scene, id) {
      if (code !== null) return code.mount(host, first, scene, id);
      let mounted: Mounted<B> | null = null;
      let block = first;
      let gone = false;
      let awake = true;
      let told: readonly [Values, number] | null = null;
      bring().then((module) => {
        if (gone) return;
        mounted = module.mount(host, block, scene, id);
        if (!awake) mounted.wake?.(false);
        if (told !== null) mounted.update(...told);
      }, () => undefined);
      return {
        update(values, now) {
          told = [values, now];
          return mounted?.update(values, now) ?? false;
        },
        restyle(next) {
          block = next;
          mounted?.restyle(next);
        },
        sync(all) { mounted?.sync?.(all); },
        play: (kind, runnerOnly) => mounted?.play?.(kind, runnerOnly) ?? 0,
        wake(on) {
          awake = on;
          mounted?.wake?.(on);
        },
        destroy() {
          gone = true;
          mounted?.destroy();
        },
      };
    },
  };
}
