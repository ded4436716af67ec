/**
 * Why rows that are used again: of 50,000 some thirty are seen. A row that leaves at one end comes in at the other with other
 * text, in the same frame; nothing is made and nothing measured while somebody scrolls.
 */
import { element } from './element';

export interface Cell {
  readonly key: string;
  /** Two lines where there is little room: what stands below, smaller. */
  readonly lines: 1 | 2;
}

export interface Source {
  readonly cells: readonly Cell[];
  readonly rows: Int32Array;
  /** Texts of a row, cell by cell; a second line is the text after `\n`. */
  texts(row: number): readonly string[];
  label(row: number): string;
  muted(row: number): boolean;
}

interface Line {
  readonly host: HTMLElement;
  readonly cells: readonly (readonly [HTMLElement, Text, Text | null])[];
  at: number;
}

const BEYOND = 4;

export class Grid {
  readonly body = element('div', { class: 'body', role: 'presentation' });
  private readonly lines: Line[] = [];
  private source: Source | null = null;
  private height = 40;
  private active = -1;
  private asked = 0;

  /** `scroller` holds the head and this body; `open` is told which entry of `rows` was chosen. */
  constructor(private readonly scroller: HTMLElement, private readonly head: HTMLElement, private readonly open: (at: number) => void) {
    scroller.addEventListener('scroll', () => { this.ask(); }, { passive: true });
    scroller.addEventListener('keydown', (event) => { this.key(event); });
    scroller.addEventListener('focus', () => { if (this.active < 0 && this.count > 0) this.activate(this.first()); });
    this.body.addEventListener('click', (event) => { this.click(event); });
    new ResizeObserver(() => { this.measure(); }).observe(scroller);
  }

  /** Other rows, or the same with other texts; where somebody has scrolled to stays. */
  show(source: Source, top: boolean): void {
    if (this.source?.cells !== source.cells) this.forget();
    this.source = source;
    if (this.active >= source.rows.length) this.active = source.rows.length - 1;
    if (top) {
      this.scroller.scrollTop = 0;
      this.active = -1;
    }
    this.measure();
    for (const line of this.lines) line.at = -1;
    this.draw();
  }

  focus(): void {
    this.scroller.focus();
  }

  private get count(): number {
    return this.source?.rows.length ?? 0;
  }

  private measure(): void {
    this.height = Number.parseFloat(getComputedStyle(this.body).getPropertyValue('--row')) || 40;
    this.body.style.height = `${String(this.count * this.height)}px`;
    this.ask();
  }

  private ask(): void {
    if (this.asked !== 0) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.draw();
    });
  }

  private first(): number {
    return Math.min(Math.max(0, Math.floor(this.scroller.scrollTop / this.height)), Math.max(0, this.count - 1));
  }

  private draw(): void {
    if (this.source === null) return;
    const room = Math.ceil(this.scroller.clientHeight / this.height);
    const from = Math.max(0, this.first() - BEYOND);
    const to = Math.min(this.count, this.first() + room + BEYOND);
    while (this.lines.length < room + 2 * BEYOND) this.lines.push(this.line(this.source.cells));
    const { length } = this.lines;
    for (const [number, line] of this.lines.entries()) {
      // Each line serves the entries that leave its number when they are divided by how many lines there are.
      const at = from + ((number - from) % length + length) % length;
      this.fill(line, at < to ? at : -2, this.source);
    }
    this.scroller.setAttribute('aria-rowcount', String(this.count + 1));
  }

  private fill(line: Line, at: number, source: Source): void {
    if (line.at === at) return;
    line.at = at;
    line.host.hidden = at < 0;
    if (at < 0) return;
    const row = source.rows[at] ?? 0;
    const texts = source.texts(row);
    line.cells.forEach(([, first, second], cell) => {
      const [upper = '', lower = ''] = (texts[cell] ?? '').split('\n');
      if (first.data !== upper) first.data = upper;
      if (second !== null && second.data !== lower) second.data = lower;
    });
    line.host.style.transform = `translateY(${String(at * this.height)}px)`;
    line.host.id = `row-${String(at)}`;
    line.host.setAttribute('aria-rowindex', String(at + 2));
    line.host.classList.toggle('odd', at % 2 === 1);
    line.host.classList.toggle('muted', source.muted(row));
    line.host.classList.toggle('active', at === this.active);
  }

  private line(cells: readonly Cell[]): Line {
    const host = element('div', { class: 'row', role: 'row' });
    const made = cells.map(({ key, lines }) => {
      const cell = element('div', { class: `cell ${key}`, role: 'gridcell' });
      const first = cell.appendChild(element('span')).appendChild(document.createTextNode(''));
      const second = lines === 2 ? cell.appendChild(element('small')).appendChild(document.createTextNode('')) : null;
      host.append(cell);
      return [cell, first, second] as const;
    });
    this.body.append(host);
    return { host, cells: made, at: -1 };
  }

  private forget(): void {
    for (const { host } of this.lines) host.remove();
    this.lines.length = 0;
  }

  private click(event: MouseEvent): void {
    const host = event.target instanceof Element ? event.target.closest('.row') : null;
    const line = this.lines.find((each) => each.host === host);
    if (line === undefined || line.at < 0) return;
    this.activate(line.at);
    this.open(line.at);
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.scroller || event.altKey || event.ctrlKey || event.metaKey) return;
    if ((event.key === 'Enter' || event.key === ' ') && this.active >= 0) {
      event.preventDefault();
      this.open(this.active);
      return;
    }
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.height) - 2);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page, Home: 0, End: this.count - 1,
    };
    const wanted = to[event.key];
    if (wanted === undefined || this.count === 0) return;
    event.preventDefault();
    this.activate(Math.min(Math.max(wanted, 0), this.count - 1));
  }

  private activate(at: number): void {
    this.active = at;
    const top = at * this.height;
    const room = this.scroller.clientHeight - this.head.offsetHeight;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top + this.height > this.scroller.scrollTop + room) this.scroller.scrollTop = top + this.height - room;
    this.draw();
    for (const line of this.lines) line.host.classList.toggle('active', line.at === at);
    this.scroller.setAttribute('aria-activedescendant', `row-${String(at)}`);
  }
}
