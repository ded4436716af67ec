/** Why: pages, groups and cells hold blocks in one way: by id, lowest first, each made once and mended in place. */
import type { Block } from '../document/schema';
import type { Values } from '../binding/values';
import type { DrawnBlock, PlayKind, Scene } from './scene';

export class Children {
  private readonly drawn = new Map<string, DrawnBlock>();
  private readonly types = new Map<string, string>();

  /** What lay in the host before stays below all of them. */
  private readonly under: Element | null;

  constructor(private readonly host: HTMLElement, private readonly scene: Scene) { this.under = host.lastElementChild; }

  /** Who is gone goes, who is new comes, the others are mended, and all stand in their order. */
  sync(wanted: readonly (readonly [string, Block])[], all: boolean): void {
    const here = new Map(wanted);
    for (const [id, drawn] of this.drawn) {
      if (here.get(id)?.type === this.types.get(id)) continue;
      drawn.destroy();
      this.drawn.delete(id);
    }
    let before = this.under;
    for (const [id, block] of wanted) {
      const known = this.drawn.get(id);
      const drawn = known ?? this.scene.draw(id, block);
      known?.restyle(block, all);
      this.drawn.set(id, drawn);
      this.types.set(id, block.type);
      const after: Element | null = before === null ? this.host.firstElementChild : before.nextElementSibling;
      if (after !== drawn.element) this.host.insertBefore(drawn.element, after);
      before = drawn.element;
    }
  }

  update(values: Values, now: number): void {
    for (const drawn of this.drawn.values()) drawn.update(values, now);
  }

  play(kind: PlayKind, runnerOnly: boolean): number {
    let most = 0;
    let index = 0;
    for (const drawn of this.drawn.values()) most = Math.max(most, drawn.play(kind, index++, runnerOnly));
    return most;
  }

  wake(on: boolean): void {
    for (const drawn of this.drawn.values()) drawn.wake(on);
  }

  destroy(): void {
    for (const drawn of this.drawn.values()) drawn.destroy();
    this.drawn.clear();
  }
}
