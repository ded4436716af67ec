/**
 * Why columns and numbers: 50,000 people are sorted and searched between two frames when nothing is made for each of them. A
 * row is an index into the columns; what is seen is a list of indices.
 */
import type { Columns, Rows, Status } from './hub';

export type Key = 'place' | 'bib' | 'name' | 'sex' | 'division' | 'club' | 'town' | 'gun' | 'chip';

export interface Asked {
  readonly text: string;
  readonly sex: string;
  readonly division: string;
  readonly by: Key;
  readonly down: boolean;
}

const AFTER: Readonly<Record<Status, number>> = { finished: 0, on_course: 1, started: 2, dnf: 3, dq: 4, dns: 5 };
const LAST = Number.MAX_SAFE_INTEGER;
const EMPTY: Columns = {
  id: [], bib: [], name: [], sex: [], age: [], division: [], club: [], town: [], country: [], status: [], gun: [], chip: [],
  place: [], place_sex: [], place_division: [], seen: [],
};

/** Without marks and capitals, so that Muller finds Müller. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss').replace(/ø/g, 'o').replace(/ł/g, 'l');
}

export class Table {
  private columns: Columns = EMPTY;
  private readonly at = new Map<number, number>();
  private names: string[] = [];
  private found: string[] = [];
  /** A row's number in the order of the list: places, then who is on the way, then the others, by bib. */
  private order: Int32Array = new Int32Array(0);
  private readonly orders = new Map<string, Int32Array>();
  version: string | null = null;

  get size(): number {
    return this.columns.id.length;
  }

  get data(): Columns {
    return this.columns;
  }

  /** Takes in what the hub gave; false: people are gone, so that all have to be asked for. */
  take(rows: Rows): boolean {
    if (rows.whole) this.replace(rows.columns);
    else this.merge(rows.columns);
    this.version = rows.version;
    return this.size === rows.total;
  }

  /** As before anything was asked for. */
  clear(): void {
    this.replace(EMPTY);
    this.version = null;
  }

  row(id: number): number | undefined {
    return this.at.get(id);
  }

  /** Every value that a column has, in order. */
  values(of: 'sex' | 'division'): string[] {
    return [...new Set(this.columns[of])].filter((value) => value !== '').sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  }

  /** Who fits, in the order that is asked for. Who has none of what is sorted by comes last, either way. */
  seen(asked: Asked): Int32Array {
    const fits = this.fitting(asked);
    return this.sorted(asked.by, asked.down).filter((row) => fits[row] === 1);
  }

  /** All rows in this order; kept until rows change, so that a search sorts nothing. */
  private sorted(by: Key, down: boolean): Int32Array {
    const key = `${by} ${String(down)}`;
    const known = this.orders.get(key);
    if (known !== undefined) return known;
    const rank = this.rank(by);
    const turn = down ? -1 : 1;
    const place = this.order;
    const rows = Int32Array.from({ length: this.size }, (_, row) => row).sort((a, b) => {
      const [one, other] = [rank[a] ?? LAST, rank[b] ?? LAST];
      if (one !== other && (one === LAST || other === LAST)) return one - other;
      return (one - other) * turn || (place[a] ?? 0) - (place[b] ?? 0);
    });
    this.orders.set(key, rows);
    return rows;
  }

  private replace(columns: Columns): void {
    this.columns = columns;
    this.at.clear();
    columns.id.forEach((id, row) => this.at.set(id, row));
    this.names = columns.name.map(folded);
    this.found = this.names.map((name, row) => `${name} ${folded(columns.club[row] ?? '')}`);
    this.order = this.placed();
    this.orders.clear();
  }

  private merge(news: Columns): void {
    news.id.forEach((id, from) => {
      const row = this.at.get(id) ?? this.size;
      this.at.set(id, row);
      for (const key of Object.keys(news) as (keyof Columns)[]) (this.columns[key] as unknown[])[row] = news[key][from];
      this.names[row] = folded(news.name[from] ?? '');
      this.found[row] = `${this.names[row] ?? ''} ${folded(news.club[from] ?? '')}`;
    });
    if (news.id.length === 0) return;
    this.order = this.placed();
    this.orders.clear();
  }

  /** 1 for each row that fits. */
  private fitting({ text, sex, division }: Asked): Uint8Array {
    const parts = folded(text).split(/\s+/).filter((part) => part !== '');
    const { bib, sex: sexes, division: divisions } = this.columns;
    const fits = new Uint8Array(this.size);
    for (let row = 0; row < this.size; row += 1) {
      if (sex !== '' && sexes[row] !== sex) continue;
      if (division !== '' && divisions[row] !== division) continue;
      const where = this.found[row] ?? '';
      const own = (bib[row] ?? '').toLowerCase();
      if (!parts.every((part) => own === part || where.includes(part))) continue;
      fits[row] = 1;
    }
    return fits;
  }

  private placed(): Int32Array {
    const { place, status } = this.columns;
    const bibs = this.bibs();
    const rows = Int32Array.from({ length: this.size }, (_, row) => row).sort((a, b) => (
      (place[a] ?? LAST) - (place[b] ?? LAST) || AFTER[status[a] ?? 'dns'] - AFTER[status[b] ?? 'dns'] || (bibs[a] ?? 0) - (bibs[b] ?? 0)
    ));
    const order = new Int32Array(rows.length);
    rows.forEach((row, at) => { order[row] = at; });
    return order;
  }

  private bibs(): Float64Array {
    return Float64Array.from(this.columns.bib, (bib) => (bib === null || bib === '' ? LAST : Number.parseInt(bib.replace(/\D+/g, '') || '999999999', 10)));
  }

  private rank(by: Key): Float64Array {
    const { place, gun, chip, sex, division, club, town } = this.columns;
    switch (by) {
      case 'place': return Float64Array.from(place, (value) => value ?? LAST);
      case 'gun': return Float64Array.from(gun, (value) => value ?? LAST);
      case 'chip': return Float64Array.from(chip, (value) => value ?? LAST);
      case 'bib': return this.bibs();
      case 'name': return alphabetic(this.names);
      case 'sex': return alphabetic(sex);
      case 'division': return alphabetic(division);
      case 'club': return alphabetic(club.map(folded));
      case 'town': return alphabetic(town.map(folded));
    }
  }
}

/** Each text's number among all, sorted once. */
function alphabetic(texts: readonly string[]): Float64Array {
  const sorted = [...new Set(texts)].sort();
  const at = new Map(sorted.map((text, number) => [text, text === '' ? LAST : number]));
  return Float64Array.from(texts, (text) => at.get(text) ?? LAST);
}
