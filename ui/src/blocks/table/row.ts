/** Why: one row of a table, and its head: as many cells as columns, each with its share of the width. */
import { textOf } from '../../binding/parts';
import type { BlockOf, Lettering, Part } from '../../document/schema';
import type { Values } from '../../binding/values';
import { still } from '../animate';
import { Line } from '../line';
import { faceOf, layer, px, style } from '../look';
import type { Scene } from '../scene';

export interface Place {
  readonly x: number;
  readonly w: number;
  readonly head: string;
  readonly parts: readonly Part[];
  readonly font: Lettering;
}

/** Columns share the width as their numbers say. */
export function columnsOf({ columns, font, w }: BlockOf<'table'>): readonly Place[] {
  const all = columns.reduce((sum, column) => sum + column.w, 0) || 1;
  let x = 0;
  return columns.map((column) => {
    const place = { x, w: column.w / all * w, head: column.head ?? '', parts: column.parts, font: { tabular: true, ...font, ...column.font } };
    x += place.w;
    return place;
  });
}

/** Text keeps this part of its size from the edges of its cell. */
const MARGIN = 0.25;

function cell(row: HTMLElement, { x, w, font }: Place, h: number, scene: Scene, role: string, part = 1): Line {
  const element = layer(row);
  element.setAttribute('role', role);
  const margin = Math.min(w / 4, faceOf(font).size * MARGIN);
  style(element, { left: px(x + margin), width: px(w - 2 * margin) });
  const line = new Line(element, scene);
  line.restyle({ ...font, size: faceOf(font).size * part }, w - 2 * margin, h);
  return line;
}

const HEAD = 0.6;

export function headOf(host: HTMLElement, columns: readonly Place[], h: number, scene: Scene): void {
  const row = layer(host);
  row.setAttribute('role', 'row');
  style(row, { height: px(h), opacity: '0.75' });
  for (const column of columns) cell(row, column, h, scene, 'columnheader', HEAD).set(column.head);
}

export class Row {
  readonly element: HTMLElement;
  /** Whose it is; null: nobody's. */
  key: string | null = null;
  slot = 0;
  private readonly lines: readonly Line[];

  constructor(host: HTMLElement, private readonly columns: readonly Place[], h: number, private readonly scene: Scene) {
    this.element = layer(host);
    this.element.setAttribute('role', 'row');
    style(this.element, { height: px(h), visibility: 'hidden', contain: 'layout style' });
    this.lines = columns.map((column) => cell(this.element, column, h, scene, 'cell'));
  }

  set(values: Values, now: number): void {
    this.lines.forEach((line, at) => { line.set(textOf(this.columns[at]?.parts, values, now, this.scene)); });
  }

  destroy(): void {
    still(this.element);
    for (const line of this.lines) line.destroy();
    this.element.remove();
  }
}
