/**
 * Why: what every block has in common is done once: place, turn, ground, edge, when it is seen, how it comes and goes. The outer
 * element has the place and is never animated by a preset; the inner one has the look and is.
 */
import type { Block } from '../document/schema';
import { holds, waits } from '../binding/condition';
import { type Values, keyOf } from '../binding/values';
import { animate, still } from './animate';
import { ground, layer, place, px, style } from './look';
import { BLOCKS } from './registry';
import type { BlockModule, DrawnBlock, Mounted, PlayKind, Scene } from './scene';

class Drawn implements DrawnBlock {
  readonly element: HTMLElement;
  private readonly inner: HTMLElement;
  private readonly mounted: Mounted;
  private values: Values | null = null;
  private key = '';
  private shown = true;
  private asks = false;

  constructor(id: string, private block: Block, private readonly scene: Scene) {
    this.element = layer(null);
    this.element.dataset['block'] = id;
    style(this.element, { transformOrigin: '50% 50%', contain: 'layout style' });
    this.inner = layer(this.element);
    this.look();
    // The registry has for each type the module of that type; TypeScript cannot follow the pair.
    this.mounted = (BLOCKS[block.type] as unknown as BlockModule).mount(this.inner, block, scene, id);
  }

  update(values: Values, now: number): void {
    const fresh = values !== this.values;
    const key = fresh ? keyOf(values) : this.key;
    const same = key === this.key && this.values !== null;
    this.values = values;
    this.key = key;
    const changed = this.mounted.update(values, now);
    if (fresh || this.asks) this.see(holds(this.block.when, values, now), same);
    if (changed && same && this.shown && this.scene.edit !== true) this.play('change');
  }

  restyle(block: Block, all: boolean): void {
    const other = block !== this.block;
    this.block = block;
    if (other || all) {
      this.look();
      this.mounted.restyle(block);
      const { values } = this;
      if (values !== null) this.see(holds(block.when, values, this.scene.now()), false);
    }
    this.mounted.sync?.(all);
  }

  play(kind: PlayKind, index = 0, runnerOnly = false): number {
    const inside = this.mounted.play?.(kind, runnerOnly) ?? 0;
    const own = this.shown && (!runnerOnly || ofRunner(this.block)) ? this.move(kind, index) : 0;
    return Math.max(own, inside);
  }

  wake(on: boolean): void {
    this.mounted.wake?.(on);
  }

  destroy(): void {
    still(this.inner);
    this.mounted.destroy();
    this.element.remove();
  }

  private move(kind: PlayKind, index: number): number {
    const anim = this.block[kind];
    const ms = animate(this.inner, anim, kind, this.scene.calm, index);
    if (anim?.name === 'countUp' && kind !== 'out' && ms > 0) this.mounted.count?.(ms);
    return ms;
  }

  private look(): void {
    const { block, scene } = this;
    place(this.element, block);
    style(this.element, { display: block.hidden === true ? 'none' : '', opacity: typeof block.opacity === 'number' ? String(block.opacity) : '' });
    style(this.inner, { border: scene.paint(block.border), borderRadius: block.radius ? px(block.radius) : '', top: '0', height: '100%' });
    ground(this.inner, block.fill, block.w, block.h, scene);
    this.asks = waits(block.when);
  }

  /** The picture is right at once; the way there is only seen. */
  private see(wanted: boolean, moving: boolean): void {
    const edit = this.scene.edit === true;
    const shown = wanted || edit;
    // In the builder what is hidden just now is a shadow: it can be grasped, and does not hide what is seen.
    style(this.inner, { opacity: wanted ? '' : edit ? '0.2' : '0' });
    // Whoever comes next is not seen in what still goes.
    if (!shown && !moving) still(this.inner);
    if (shown === this.shown) return;
    if (!shown && moving) this.play('out');
    else still(this.inner);
    this.shown = shown;
    if (shown && moving) this.play('in');
  }
}

/** Whether another runner makes it another picture. */
function ofRunner(block: Block): boolean {
  return JSON.stringify(block).includes('"runner.') || block.type === 'message' || block.type === 'photo';
}

export function drawBlock(id: string, block: Block, scene: Scene): DrawnBlock {
  return new Drawn(id, block, scene);
}
