/** Why: a block that exists in the document and cannot be drawn does not compile. */
import type { BlockOf, BlockType } from '../document/schema';
import { clock } from './clock/clock';
import { group } from './group/group';
import { type LateModule, late } from './late';
import { more } from './more/more';
import type * as rare from './rare';
import { runners } from './runners/runners';
import type { BlockModules } from './scene';
import { shape } from './shape/shape';
import { text } from './text/text';

type Rare = keyof typeof rare;

const LATE: { readonly [K in Rare]: LateModule<BlockOf<K>> } = {
  carousel: late('carousel'), image: late('image'), message: late('message'), photo: late('photo'), qr: late('qr'), table: late('table'), ticker: late('ticker'), video: late('video'),
};

export const BLOCKS: BlockModules = { text, shape, clock, runners, group, more, ...LATE };

/** Resolves when blocks of these types stand where they are mounted. */
export function bring(types: readonly BlockType[]): Promise<unknown> {
  return Promise.all(types.map((type) => (type in LATE ? LATE[type as Rare].bring() : undefined)));
}
