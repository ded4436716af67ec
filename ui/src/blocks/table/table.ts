/**
 * Why: a leader-board is a table to those who hear it, too. Its rows are made once; a row belongs to somebody while that one is seen,
 * and goes from the old place to the new one, both of which are known, so nothing is measured.
 */
import { holds } from '../../binding/condition';
import type { BlockOf } from '../../document/schema';
import { type Values, feedKey, keyOf, listOf, over } from '../../binding/values';
import { run, still } from '../animate';
import { px, style } from '../look';
import type { BlockModule, Scene } from '../scene';
import { Row, columnsOf, headOf } from './row';

type Table = BlockOf<'table'>;

const MOST = 100;

/** Who is in the table, in its order. */
export function itemsOf({ source }: Table, values: Values, now: number): readonly Values[] {
  const found: Values[] = [];
  for (const item of listOf(values, feedKey(source), source.list)) {
    if (found.length >= (source.limit ?? MOST)) break;
    if (item === null) continue;
    const whole = over(values, item);
    if (holds(source.filter, whole, now)) found.push(whole);
  }
  return found;
}

/** Which page is shown; the same on every screen at one moment. */
export function pageAt({ source, rows }: Table, count: number, now: number): number {
  const pages = Math.ceil(count / rows);
  return source.page_seconds && pages > 1 ? Math.floor(now / (source.page_seconds * 1000)) % pages : 0;
}

class Board {
  private rows: Row[] = [];
  private seen: Values | null = null;
  private items: readonly Values[] = [];
  private page = 0;
  private pitch = 0;
  private top = 0;

  constructor(private readonly host: HTMLElement, private block: Table, private readonly scene: Scene) {
    host.setAttribute('role', 'table');
    this.lay(block);
  }

  lay(block: Table): void {
    this.destroy();
    this.block = block;
    this.seen = null;
    if (block.name !== undefined) this.host.setAttribute('aria-label', block.name);
    const columns = columnsOf(block);
    const head = block.columns.some((column) => (column.head ?? '') !== '') ? 1 : 0;
    const gap = block.gap ?? 0;
    const h = (block.h - gap * (block.rows + head - 1)) / (block.rows + head);
    this.pitch = h + gap;
    this.top = head * this.pitch;
    if (head > 0) headOf(this.host, columns, h, this.scene);
    this.rows = Array.from({ length: block.rows }, () => new Row(this.host, columns, h, this.scene));
  }

  update(values: Values, now: number): boolean {
    const fresh = values !== this.seen;
    if (fresh) this.items = itemsOf(this.block, values, now);
    const page = pageAt(this.block, this.items.length, now);
    if (!fresh && page === this.page) return false;
    const first = this.seen === null;
    this.seen = values;
    this.page = page;
    this.fill(this.items.slice(page * this.block.rows, (page + 1) * this.block.rows), now, !first);
    return false;
  }

  destroy(): void {
    for (const row of this.rows) row.destroy();
    this.rows = [];
    while (this.host.firstChild !== null) this.host.firstChild.remove();
  }

  private fill(items: readonly Values[], now: number, moving: boolean): void {
    const keys = items.map((item, at) => keyOf(item) || `#${String(at)}`);
    const known = new Map(this.rows.map((row) => [row.key, row]));
    const free = this.rows.filter(({ key }) => key === null || !keys.includes(key));
    const taken = new Set<Row>();
    items.forEach((item, slot) => {
      const mine = known.get(keys[slot] ?? '');
      const row = mine === undefined || taken.has(mine) ? free.shift() : mine;
      if (row === undefined) return;
      taken.add(row);
      this.seat(row, keys[slot] ?? '', slot, moving);
      row.set(item, now);
    });
    for (const row of this.rows) if (!taken.has(row)) this.empty(row);
  }

  private seat(row: Row, key: string, slot: number, moving: boolean): void {
    const [before, after] = [row.slot, slot];
    const stays = row.key === key;
    row.key = key;
    row.slot = slot;
    const zebra = this.block.zebra ?? [];
    const there = `translateY(${px(this.top + slot * this.pitch)})`;
    style(row.element, { visibility: '', transform: there, backgroundColor: this.scene.paint(zebra[slot % (zebra.length || 1)]) });
    if (!moving || (stays && before === after)) return;
    const { ms = 500 } = this.block.move ?? {};
    if (this.scene.calm || this.block.move?.name === 'none') still(row.element);
    else if (stays) run(row.element, [{ transform: `translateY(${px(this.top + before * this.pitch)})` }, { transform: there }], { duration: ms, easing: 'ease-in-out' });
    else run(row.element, [{ opacity: 0 }, { opacity: 1 }], { duration: ms });
  }

  private empty(row: Row): void {
    row.key = null;
    still(row.element);
    row.element.style.visibility = 'hidden';
  }
}

export const table: BlockModule<Table> = {
  mount(host, block, scene) {
    const board = new Board(host, block, scene);
    return {
      update: (values, now) => board.update(values, now),
      restyle(next) { board.lay(next); },
      destroy() { board.destroy(); },
    };
  },
};
