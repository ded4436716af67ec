/**
 * Why ours: a code for phones is a page of arithmetic (ISO/IEC 18004), and the page may ask nobody. Bytes only, correction level M,
 * all forty sizes; which modules are dark is all that comes out.
 */
/** Of sizes 1 to 40 at level M: bytes of correction in a block, and how many blocks. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49];

const correctionOf = (version: number): number => CORRECTION[version - 1] ?? 28;
const blocksOf = (version: number): number => BLOCKS[version - 1] ?? 49;

/** Modules that carry data, in bytes. */
function bytesIn(version: number): number {
  const aligned = Math.floor(version / 7) + 2;
  const without = version < 2 ? 0 : (25 * aligned - 10) * aligned - 55 + (version < 7 ? 0 : 36);
  return Math.floor(((16 * version + 128) * version + 64 - without) / 8);
}

function dataIn(version: number): number {
  return bytesIn(version) - correctionOf(version) * blocksOf(version);
}

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((b >>> bit) & 1) * a);
  return product;
}

function divisorOf(degree: number): number[] {
  const divisor = Array.from({ length: degree }, (_, at) => Number(at === degree - 1));
  let root = 1;
  for (let round = 0; round < degree; round += 1) {
    for (let at = 0; at < degree; at += 1) divisor[at] = times(divisor[at] ?? 0, root) ^ (divisor[at + 1] ?? 0);
    root = times(root, 2);
  }
  return divisor;
}

function corrected(data: readonly number[], divisor: readonly number[]): number[] {
  const rest = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    divisor.forEach((each, at) => { rest[at] = (rest[at] ?? 0) ^ times(each, factor); });
  }
  return rest;
}

/** Length, bytes and padding. */
function dataOf(bytes: readonly number[], version: number): number[] {
  const bits: number[] = [];
  const push = (value: number, count: number): void => { for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1); };
  push(4, 4);
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  const room = dataIn(version) * 8;
  push(0, Math.min(4, room - bits.length));
  push(0, (8 - bits.length % 8) % 8);
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) push(pad, 8);
  return Array.from({ length: room / 8 }, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0));
}

/** Blocks with their correction, byte by byte in turn; the first ones are a byte shorter. */
function interleaved(data: readonly number[], version: number): number[] {
  const count = blocksOf(version);
  const short = Math.floor(data.length / count);
  const divisor = divisorOf(correctionOf(version));
  let from = 0;
  const blocks = Array.from({ length: count }, (_, at) => data.slice(from, from += short + (at < count - data.length % count ? 0 : 1)));
  const found: number[] = [];
  for (let at = 0; at <= short; at += 1) for (const block of blocks) if (at < block.length) found.push(block[at] ?? 0);
  const corrections = blocks.map((block) => corrected(block, divisor));
  for (let at = 0; at < divisor.length; at += 1) for (const block of corrections) found.push(block[at] ?? 0);
  return found;
}

const MASKS: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2, (_x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2, (x, y) => x * y % 2 + x * y % 3,
  (x, y) => (x * y % 2 + x * y % 3) % 2, (x, y) => ((x + y) % 2 + x * y % 3) % 2,
];

class Grid {
  readonly size: number;
  readonly dark: boolean[][];
  private readonly fixed: boolean[][];

  constructor(private readonly version: number) {
    this.size = version * 4 + 17;
    const rows = (): boolean[][] => Array.from({ length: this.size }, () => new Array<boolean>(this.size).fill(false));
    this.dark = rows();
    this.fixed = rows();
    this.patterns();
  }

  put(x: number, y: number, dark: boolean): void {
    const [row, fixed] = [this.dark[y], this.fixed[y]];
    if (row === undefined || fixed === undefined || x < 0 || x >= this.size) return;
    row[x] = dark;
    fixed[x] = true;
  }

  /** The 15 bits that say level and mask, twice. */
  format(mask: number): void {
    let rest = mask;
    for (let at = 0; at < 10; at += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = (mask << 10 | rest) ^ 0x5412;
    const { size } = this;
    for (let at = 0; at < 15; at += 1) {
      const dark = ((bits >>> at) & 1) === 1;
      const near = at < 6 ? at : at < 8 ? at + 1 : -1;
      if (near >= 0) this.put(8, near, dark);
      else this.put(at === 8 ? 7 : 14 - at, 8, dark);
      if (at < 8) this.put(size - 1 - at, 8, dark);
      else this.put(8, size - 15 + at, dark);
    }
    this.put(8, size - 8, true);
  }

  /** Two columns at a time, up and down, round what is fixed. */
  fill(bytes: readonly number[], mask: number): void {
    const flips = MASKS[mask] as (x: number, y: number) => number;
    let at = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.size * 2; step += 1) {
        const x = right - step % 2;
        const y = ((right + 1) & 2) === 0 ? this.size - 1 - (step >> 1) : step >> 1;
        if (this.fixed[y]?.[x] !== false) continue;
        const bit = ((bytes[at >> 3] ?? 0) >>> (7 - at % 8)) & 1;
        at += 1;
        (this.dark[y] as boolean[])[x] = (bit === 1) !== (flips(x, y) === 0);
      }
    }
  }

  private patterns(): void {
    const { size, version } = this;
    for (let at = 0; at < size; at += 1) {
      this.put(6, at, at % 2 === 0);
      this.put(at, 6, at % 2 === 0);
    }
    const rings = (x: number, y: number, radius: number, light: number): void => {
      for (let dy = -radius; dy <= radius; dy += 1) {
        for (let dx = -radius; dx <= radius; dx += 1) {
          const ring = Math.max(Math.abs(dx), Math.abs(dy));
          this.put(x + dx, y + dy, ring !== light && ring !== 4);
        }
      }
    };
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) rings(x, y, 4, 2);
    const places = this.aligned();
    const last = places.length - 1;
    places.forEach((x, i) => { places.forEach((y, j) => { if (!((i === 0 && (j === 0 || j === last)) || (i === last && j === 0))) rings(x, y, 2, 1); }); });
    this.format(0);
    if (version < 7) return;
    let rest = version;
    for (let at = 0; at < 12; at += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    for (let at = 0; at < 18; at += 1) {
      const dark = (((version << 12 | rest) >>> at) & 1) === 1;
      const [a, b] = [size - 11 + at % 3, Math.floor(at / 3)];
      this.put(a, b, dark);
      this.put(b, a, dark);
    }
  }

  private aligned(): number[] {
    const { size, version } = this;
    if (version === 1) return [];
    const count = Math.floor(version / 7) + 2;
    const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
    return [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - (count - 2 - at) * step)];
  }
}

/** How hard a line is to read: long runs, and what looks like a corner. */
function hard(line: string): number {
  const runs = line.match(/0{5,}|1{5,}/g) ?? [];
  return runs.reduce((sum, run) => sum + run.length - 2, 40 * (line.match(/(?=00001011101|10111010000)/g) ?? []).length);
}

/** How hard to read: its lines and columns, squares of one colour, and too much of either. */
function penalty({ dark, size }: Grid): number {
  const lines = dark.map((row) => row.map(Number).join(''));
  const columns = lines.map((_, x) => lines.map((line) => line[x]).join(''));
  let sum = [...lines, ...columns].reduce((all, line) => all + hard(line), 0);
  for (let y = 1; y < size; y += 1) {
    for (let x = 1; x < size; x += 1) {
      const four = `${lines[y - 1]?.slice(x - 1, x + 1) ?? ''}${lines[y]?.slice(x - 1, x + 1) ?? ''}`;
      if (four === '0000' || four === '1111') sum += 3;
    }
  }
  const count = lines.join('').replace(/0/g, '').length;
  return sum + Math.floor(Math.abs(count * 20 - size * size * 10) / (size * size)) * 10;
}

/** Rows of dark modules; null for a text that is too long for any code. `mask`: for tests. */
export function encode(text: string, mask?: number): readonly (readonly boolean[])[] | null {
  const bytes = [...new TextEncoder().encode(text)];
  let version = 1;
  while (version <= 40 && dataIn(version) < bytes.length + (version < 10 ? 2 : 3)) version += 1;
  if (version > 40) return null;
  const whole = interleaved(dataOf(bytes, version), version);
  let best: Grid | null = null;
  let least = Infinity;
  for (const each of mask === undefined ? MASKS.keys() : [mask]) {
    const grid = new Grid(version);
    grid.format(each);
    grid.fill(whole, each);
    const found = penalty(grid);
    if (found >= least) continue;
    least = found;
    best = grid;
  }
  return best?.dark ?? null;
}
