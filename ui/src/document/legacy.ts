/**
 * Why pure: a template of the original is drawn by the browser as it was meant (features/templates/legacy), and what is seen of it comes here as
 * boxes and styles. Nothing of its markup comes into a document: blocks are made anew, and whatever had to be guessed is a list
 * that a person reads before anything is kept.
 */
import { generateNKeysBetween } from 'fractional-indexing';
import { newId, type NewId } from './ids';
import { fileOf, turned, type Turned } from './legacy/turning';
import type { LegacyFile } from './legacy/file';
import { fillOf, pictureOf } from './legacy/look';
import type { Seen, SeenState } from './legacy/seen';
import type { Asset, Block, Page, TemplateDocument } from './schema';

/** `key` of the app's words `legacy.guess`; the same guess of several things is one with `count`. */
export interface Guess { readonly key: string; readonly values: Readonly<Record<string, string | number>> }
export interface MissingPicture {
  readonly name: string;
  /** As the original named it; of `data:`, the picture itself. */
  readonly address: string;
  readonly blocks: readonly string[];
  readonly pages: readonly string[];
}
export interface Converted { readonly doc: TemplateDocument; readonly guesses: readonly Guess[]; readonly pictures: readonly MissingPicture[] }

const MOST_BLOCKS = 500;
const SAFE = 0.05;
const NAMES = { solo: 'Active', rest: 'Resting' } as const;

export function converted(file: LegacyFile, seen: readonly SeenState[], ids: NewId = newId): Converted {
  const made = new Making(file, ids);
  for (const state of seen) made.state(state);
  return made.done();
}

class Making {
  private readonly told = new Map<string, Guess>();
  private readonly missing = new Map<string, { blocks: string[]; pages: string[] }>();
  private readonly pages: Record<string, Page> = {};
  private readonly blocks: Record<string, Block> = {};

  constructor(private readonly file: LegacyFile, private readonly ids: NewId) {
    if (file.sizeGuessed) this.tell('size', { w: file.size.w, h: file.size.h });
    if (file.single) this.tell('single');
    else if (file.states.length === 1) this.tell(file.states[0]?.role === 'solo' ? 'noResting' : 'noActive');
  }

  state({ role, background, things, dropped }: SeenState): void {
    if (dropped > 0) this.tell('dropped', {}, dropped);
    const bg = fillOf(background, (what) => { this.tell(what, { name: NAMES[role] }); });
    this.pages[role] = { role, ...(bg === null ? {} : { bg }) };
    const picture = pictureOf(background);
    if (picture !== null) this.wait(picture).pages.push(role);
    const room = MOST_BLOCKS - Object.keys(this.blocks).length;
    const blocks = this.turnedOf(things, role);
    if (blocks.length > room) this.tell('tooMany', {}, blocks.length - room);
    const kept = blocks.slice(0, room);
    const places = generateNKeysBetween(null, null, kept.length);
    kept.forEach(({ block, picture: waits }, at) => {
      const id = this.ids();
      this.blocks[id] = { ...block, page: role, z: places[at] ?? 'a0' };
      if (waits !== null) this.wait(waits).blocks.push(id);
    });
  }

  done(): Converted {
    if (this.pages['rest'] === undefined) this.pages['rest'] = { role: 'rest', ...(this.pages['solo']?.bg === undefined ? {} : { bg: this.pages['solo'].bg }) };
    if (this.pages['solo'] === undefined) this.pages['solo'] = { role: 'solo' };
    const { name, size } = this.file;
    const pictures = [...this.missing].map(([address, at]) => ({ name: fileOf(address), address, ...at }));
    return { doc: { v: 1, name, size, safe: SAFE, pages: this.pages, blocks: this.blocks }, guesses: [...this.told.values()], pictures };
  }

  private turnedOf(things: readonly Seen[], role: SeenState['role']): Turned[] {
    const resting = role === 'rest';
    const inOrder = things.map((thing, at) => ({ thing, at })).sort((one, other) => one.thing.z - other.thing.z || one.at - other.at);
    return inOrder.flatMap(({ thing }) => {
      if (isSafeZone(thing, this.file.size)) { this.tell('safeZone'); return []; }
      // One page of markup that served both states: at rest, nobody's values are empty words.
      if (resting && this.file.single && thing.bits.some((bit) => typeof bit !== 'string')) return [];
      const made = turned(thing, resting, this.file.size.w, (key, values) => { this.tell(key, values); });
      return made === null ? [] : [made];
    });
  }

  private tell(key: string, values: Guess['values'] = {}, count = 1): void {
    const id = JSON.stringify([key, values['name'], values['placeholder'], values['family']]);
    const before = this.told.get(id);
    this.told.set(id, { key, values: { count, ...before?.values, ...values, ...(before === undefined ? {} : { count: Number(before.values['count']) + count }) } });
  }

  private wait(address: string): { blocks: string[]; pages: string[] } {
    const known = this.missing.get(address) ?? { blocks: [], pages: [] };
    this.missing.set(address, known);
    return known;
  }
}

/** The builder's aid that was saved with the template: a box 5 % inside, often without its dashes and so unseen by who drew it. */
export function isSafeZone({ classes, picture, placeholder, bits, box, look }: Seen, size: LegacyFile['size']): boolean {
  if (picture !== null || placeholder !== null || bits.length > 0) return false;
  if (/safe-?_?(zone|area)/i.test(classes)) return true;
  const near = (value: number, wanted: number): boolean => Math.abs(value - wanted) <= 2;
  const empty = look.image === 'none' && /^(transparent|rgba\(0, 0, 0, 0\))$/.test(look.background);
  return empty && near(box.x, size.w * SAFE) && near(box.y, size.h * SAFE) && near(box.w, size.w * (1 - 2 * SAFE)) && near(box.h, size.h * (1 - 2 * SAFE));
}

/** The document with the picture that was uploaded in all its places. */
export function withPicture(doc: TemplateDocument, missing: MissingPicture, asset: Asset, id: string = newId()): TemplateDocument {
  const known = Object.entries(doc.assets ?? {}).find(([, each]) => each.sha256 === asset.sha256)?.[0];
  const key = known ?? id;
  const pages = missing.pages.map((page): [string, Page] => [page, { ...doc.pages[page], bg: { fit: 'cover', ...doc.pages[page]?.bg, asset: key } } as Page]);
  const blocks = missing.blocks.flatMap((each): [string, Block][] => {
    const block = doc.blocks[each];
    if (block === undefined) return [];
    if (block.type === 'photo') return [[each, { ...block, fallback: key }]];
    return [[each, block.type === 'image' ? { ...block, asset: key } : { ...block, fill: { fit: 'cover', ...block.fill, asset: key } }]];
  });
  return {
    ...doc,
    assets: { ...doc.assets, [key]: doc.assets?.[key] ?? asset },
    pages: { ...doc.pages, ...Object.fromEntries(pages) },
    blocks: { ...doc.blocks, ...Object.fromEntries(blocks) },
  };
}
