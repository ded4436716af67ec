/**
 * Why: a page for many that nobody drew shall look like its template: the logo, the clock and the words of the page for one
 * stay where they are, and the rows get the rest. This decides what stays, and which place the rows have. The rule:
 *
 *  - pictures, films, clocks, codes, tickers, counts and texts that show nothing of a runner may stay. A runner's are also what is
 *    told of a crossing (its race, its place), lists, lines of cheer, what is shown or hidden for some runners only, and words
 *    close to a runner's value that is about as wide as they are: its label;
 *  - a shape belongs to what stands on it, and goes where that goes; with nothing on it, it is a runner's when it lies under a
 *    runner's block, else it stays where the rows leave it room;
 *  - the rows keep at least three quarters of the page's width, three fifths of its height, and half of its area. As many blocks stay as
 *    that allows, round the largest such place; what would lie in it is left out. So no name ever lies over anything that stays;
 *  - what lies behind the whole page stays. Nothing that stays moves: it stands there already.
 */
import { type Box, boundsOf, boxOf, onPage, placed } from './boxes';
import type { Block, Condition, Fill, TemplateDocument } from './schema';
import { inOrder } from './tree';

export type Room = Omit<Box, 'rot'>;

interface Piece {
  readonly id: string;
  readonly block: Block;
  readonly box: Room;
  readonly kind: 'runner' | 'label' | 'shape' | 'fixed' | 'ground';
}
interface Unit { readonly pieces: readonly Piece[]; readonly box: Room; readonly wanted: boolean }

const RUNNERS = new Set<Block['type']>(['message', 'photo', 'runners', 'table']);
const TOLD = /"(runner\.|location\.|race\.(name|distance)")/;
const LEAST_WIDTH = 0.75;
const LEAST_HEIGHT = 0.6;
const LEAST_AREA = 0.5;
const GROUND = 0.8;
/** More are not weighed one by one: there is no page with so many logos. */
const MOST = 24;

const right = (box: Room): number => box.x + box.w;
const foot = (box: Room): number => box.y + box.h;
const area = (box: Room): number => Math.max(0, box.w) * Math.max(0, box.h);

function shared(one: Room, other: Room): Room {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  return { x, y, w: Math.min(right(one), right(other)) - x, h: Math.min(foot(one), foot(other)) - y };
}

export function overlap(one: Room, other: Room): boolean {
  const { w, h } = shared(one, other);
  return w > 0 && h > 0;
}

function both(one: Condition | undefined, other: Condition | undefined): Condition | undefined {
  return one === undefined || other === undefined ? one ?? other : { all: [one, other] };
}

/** Where a block stands when no group holds it. */
function alone(doc: TemplateDocument, id: string, when: Condition | undefined, opacity: number): Block {
  const { parent: _parent, in: _in, out: _out, change: _change, when: _when, opacity: own = 1, ...rest } = doc.blocks[id] as Block;
  const seen = own * opacity;
  const standing = { ...rest, ...(seen === 1 ? {} : { opacity: seen }), ...(when === undefined ? {} : { when }) } as Block; // the same without its group
  return placed(standing.type === 'group' ? { ...standing, type: 'shape' } : standing, onPage(doc, id));
}

/** All that is seen on the page, lowest first; a group is what is in it, on its own ground. */
function piecesOf(doc: TemplateDocument, page: string, parent?: string, theirs = false, outer?: Condition, opacity = 1): Piece[] {
  return inOrder(doc, page, parent).flatMap((id): Piece[] => {
    const block = doc.blocks[id] as Block;
    if (block.hidden === true) return [];
    const when = both(outer, block.when);
    const runner = theirs || RUNNERS.has(block.type) || TOLD.test(JSON.stringify({ ...block, name: '' })) || repeats(doc, page, id);
    const single = alone(doc, id, when, opacity);
    const piece = { id, block: single, box: boundsOf([boxOf(single)]), kind: runner ? 'runner' as const : kindOf(single, doc) };
    const own = block.type !== 'group' || block.fill !== undefined || block.border !== undefined ? [piece] : [];
    return block.type === 'group' ? [...own, ...piecesOf(doc, page, id, runner, when, opacity * (block.opacity ?? 1))] : own;
  });
}

function repeats({ blocks }: TemplateDocument, page: string, id: string): boolean {
  return Object.values(blocks).some((block) => block.page === page && block.type === 'runners' && block.group === id);
}

function kindOf({ type, w, h }: Block, { size }: TemplateDocument): Piece['kind'] {
  const large = w * h >= size.w * size.h * GROUND;
  if (large && (type === 'shape' || type === 'image' || type === 'video')) return 'ground';
  return type === 'shape' ? 'shape' : 'fixed';
}

/** "Time" over, under or beside the time: words that say nothing without it. */
function isLabel({ block, box, kind }: Piece, runners: readonly Piece[]): boolean {
  if (kind !== 'fixed' || block.type !== 'text' || block.text.some((part) => typeof part !== 'string')) return false;
  const near = Math.min(box.h, block.font?.size ?? box.h) / 2;
  return runners.some(({ box: value }) => {
    const beside = shared({ ...box, x: box.x - near, w: box.w + 2 * near }, value);
    const above = shared({ ...box, y: box.y - near, h: box.h + 2 * near }, value);
    return beside.h > box.h / 2 && beside.w > 0 || above.w > box.w / 2 && above.h > 0 && value.w < 2.5 * box.w;
  });
}

function middleOf({ box }: Piece): Room {
  return { x: box.x + box.w / 2, y: box.y + box.h / 2, w: 1, h: 1 };
}

/** What a block of the page is read on: its own ground, or the shape that it stands on; null: the page's. */
export function groundUnder(doc: TemplateDocument, page: string, id: string): Fill | null {
  const pieces = piecesOf(doc, page);
  const at = pieces.findIndex((piece) => piece.id === id);
  const piece = pieces[at];
  if (piece === undefined) return null;
  const under = pieces.slice(0, at).filter(({ kind, block, box }) => kind !== 'ground' && block.type === 'shape' && block.fill !== undefined && overlap(box, middleOf(piece)));
  return piece.block.fill ?? under.pop()?.block.fill ?? null;
}

/** What stays or goes as one: shapes with what stands on them. */
function unitsOf(pieces: readonly Piece[]): Unit[] {
  const theirs = pieces.filter(({ kind }) => kind === 'runner' || kind === 'label');
  const units: Piece[][] = [];
  pieces.forEach((piece, at) => {
    if (piece.kind !== 'fixed') return;
    const under = pieces.slice(0, at).filter(({ kind, box }) => kind === 'shape' && overlap(box, middleOf(piece)));
    const joined = units.filter((unit) => unit.some((each) => under.includes(each)));
    const others = units.filter((unit) => !joined.includes(unit));
    units.splice(0, units.length, ...others, [...new Set([...joined.flat(), ...under, piece])]);
  });
  const taken = new Set(units.flat());
  const bare = pieces.filter((piece) => piece.kind === 'shape' && !taken.has(piece) && !theirs.some(({ box }) => overlap(box, piece.box)));
  const unit = (wanted: boolean) => (all: readonly Piece[]): Unit => ({ pieces: all, box: boundsOf(all.map(({ box }) => ({ ...box, rot: 0 }))), wanted });
  return [...units.map(unit(true)), ...bare.map((piece) => unit(false)([piece]))];
}

/** The largest place for the rows that leaves the most standing. */
function roomAmong(units: readonly Unit[], page: Room, gap: number): Room {
  const boxes = units.filter(({ wanted }) => wanted).map(({ box }) => box).filter((box) => overlap(box, page))
    .sort((one, other) => area(other) - area(one)).slice(0, MOST);
  const edges = (own: number, others: readonly number[], most: number): number[] => [own, ...new Set(others.filter((edge) => Math.abs(edge - own) <= most && edge !== own))];
  const [wide, high] = [page.w * (1 - LEAST_WIDTH), page.h * (1 - LEAST_HEIGHT)];
  const lefts = edges(page.x, boxes.map((box) => right(box) + gap).filter((x) => x > page.x), wide);
  const rights = edges(right(page), boxes.map((box) => box.x - gap).filter((x) => x < right(page)), wide);
  const tops = edges(page.y, boxes.map((box) => foot(box) + gap).filter((y) => y > page.y), high);
  const feet = edges(foot(page), boxes.map((box) => box.y - gap).filter((y) => y < foot(page)), high);
  let best = { room: page, left: boxes.filter((box) => overlap(box, page)).length };
  for (const x of lefts) for (const end of rights) for (const y of tops) for (const bottom of feet) {
    const room = { x, y, w: end - x, h: bottom - y };
    if (room.w < page.w * LEAST_WIDTH || room.h < page.h * LEAST_HEIGHT || area(room) < area(page) * LEAST_AREA) continue;
    const left = boxes.filter((box) => overlap(box, room)).length;
    if (left < best.left || (left === best.left && area(room) > area(best.room))) best = { room, left };
  }
  return best.room;
}

/** What stays of the page for one runner, lowest first, and where the rows go; `edge` is kept free on all sides. */
export function standing(doc: TemplateDocument, page: string, edge: number): { readonly stays: readonly Block[]; readonly room: Room } {
  const all = piecesOf(doc, page);
  const runners = all.filter(({ kind }) => kind === 'runner');
  const pieces = all.map((piece) => (isLabel(piece, runners) ? { ...piece, kind: 'label' as const } : piece));
  const units = unitsOf(pieces);
  const whole = { x: edge, y: edge, w: doc.size.w - 2 * edge, h: doc.size.h - 2 * edge };
  const found = roomAmong(units, whole, Math.round(edge / 2));
  const [x, y] = [Math.ceil(found.x), Math.ceil(found.y)];
  const room = { x, y, w: Math.max(1, Math.floor(right(found)) - x), h: Math.max(1, Math.floor(foot(found)) - y) };
  const free = new Set(units.filter(({ box }) => !overlap(box, room)).flatMap((unit) => unit.pieces));
  return { stays: pieces.filter((piece) => piece.kind === 'ground' || free.has(piece)).map(({ block }) => block), room };
}
