/**
 * Why: when many arrive together, one drawn group is shown once for each of them. The cells are made once and lent out by place; who
 * stands where is the director's word, so nothing here moves by itself.
 */
import type { Block, BlockOf } from '../../document/schema';
import { type Values, keyOf, over } from '../../binding/values';
import { animate, still } from '../animate';
import { layer, place, style, tint } from '../look';
import type { BlockModule, DrawnBlock, PlayKind, Scene } from '../scene';

type Runners = BlockOf<'runners'>;

/** Corner of each cell: down the box, to the right, or line by line. */
export function cellsOf(block: Runners, size: { w: number; h: number }): readonly { x: number; y: number; w: number; h: number }[] {
  const { w, h } = block.cell ?? size;
  const columns = block.flow === 'right' ? block.slots : block.flow === 'grid' ? Math.max(1, Math.floor((block.w + 1) / w)) : 1;
  return Array.from({ length: block.slots }, (_, slot) => ({ x: (slot % columns) * w, y: Math.floor(slot / columns) * h, w, h }));
}

class Cell {
  /** Has the place, and is never animated: a preset would carry the runner to the first place. */
  readonly element: HTMLElement;
  private readonly inner: HTMLElement;
  private drawn: DrawnBlock | null = null;
  private group: Block | undefined;
  private inCell: Block | null = null;
  private key: string | null = null;
  private own: Values | null | undefined;
  private page: Values | null = null;
  private merged: Values = {};
  /** Who stands here is no news: was on the screen before, or is coming in already. */
  private known = false;

  constructor(host: HTMLElement, private readonly scene: Scene, private readonly slot: number) {
    this.element = layer(host);
    this.inner = layer(this.element);
    style(this.element, { contain: 'layout style' });
    this.inner.style.opacity = '0';
  }

  lie(block: Runners, all: boolean): void {
    const group = this.scene.block(block.group);
    const size = group ?? { w: 1, h: 1 };
    const cell = cellsOf(block, size)[this.slot];
    if (cell !== undefined) place(this.element, cell);
    if (group?.type !== this.group?.type) this.drop();
    // In its cell the group stands at the corner, wherever it was drawn.
    if (group !== this.group && group !== undefined) this.inCell = { ...group, x: 0, y: 0, hidden: false, in: undefined, out: undefined } as unknown as Block;
    this.group = group;
    if (group === undefined || this.inCell === null) return;
    if (this.drawn === null) {
      this.drawn = this.scene.draw(block.group, this.inCell);
      this.inner.append(this.drawn.element);
    } else this.drawn.restyle(this.inCell, all);
  }

  update(own: Values | null, page: Values, now: number): void {
    const key = own && keyOf(own);
    this.known = key !== null && (page['met'] as readonly string[] | undefined ?? []).includes(key);
    if (own !== this.own || page !== this.page) {
      this.own = own;
      this.page = page;
      if (own !== null) {
        this.merged = over(page, own);
        tint(this.element, own);
      }
      this.stand(key, now);
    }
    if (own !== null) this.drawn?.update(this.merged, now);
  }

  wake(on: boolean): void {
    this.drawn?.wake(on);
  }

  play(kind: PlayKind): number {
    if (this.key === null || (this.known && kind === 'in')) return 0;
    return this.drawn?.play(kind, this.slot, false) ?? 0;
  }

  destroy(): void {
    still(this.inner);
    this.drop();
    this.element.remove();
  }

  private drop(): void {
    this.drawn?.destroy();
    this.drawn = null;
  }

  private stand(key: string | null, now: number): void {
    if (key === this.key) return;
    const { scene, group } = this;
    const calm = scene.calm || scene.edit === true;
    this.key = key;
    if (key === null) animate(this.inner, group?.out ?? { name: 'fadeOut', ms: 150 }, 'out', calm);
    this.inner.style.opacity = key === null ? '0' : '';
    if (key !== null) this.enter(now, calm || this.known);
  }

  private enter(now: number, calm: boolean): void {
    // First who it is, then the entrance: no old name comes in.
    this.drawn?.update(this.merged, now);
    animate(this.inner, this.group?.in, 'in', calm);
    if (!calm) this.drawn?.play('in', 0, false);
    this.known = true;
  }
}

export const runners: BlockModule<Runners> = {
  mount(host, first, scene) {
    let block = first;
    let cells: Cell[] = [];
    const lie = (all: boolean): void => {
      for (const cell of cells.slice(block.slots)) cell.destroy();
      cells = Array.from({ length: block.slots }, (_, slot) => cells[slot] ?? new Cell(host, scene, slot));
      for (const cell of cells) cell.lie(block, all);
    };
    lie(false);
    return {
      update(values, now) {
        const slots = values['slots'] as readonly (Values | null)[] | undefined;
        cells.forEach((cell, slot) => { cell.update(slots === undefined ? slot === 0 ? values : null : slots[slot] ?? null, values, now); });
        return false;
      },
      restyle(next) { block = next; },
      sync: lie,
      // Another runner on the page is nothing to those who stand here.
      play: (kind, runnerOnly) => (runnerOnly ? 0 : Math.max(0, ...cells.map((cell) => cell.play(kind)))),
      wake(on) { for (const cell of cells) cell.wake(on); },
      destroy() { for (const cell of cells) cell.destroy(); },
    };
  },
};
