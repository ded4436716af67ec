/**
 * Why: a block draws with what it is handed and knows nothing of where it stands: in the builder, on a wall, in a picture. So what
 * is drawn is the code that shows.
 */
import type { Asset, Block, BlockType } from '../document/schema';
import type { Values } from '../binding/values';

/** What whoever shows a page hands in. Read anew each time, so that language or calm may change while it runs. */
export interface SceneContext {
  /** Address of the variant that suits `w` × `h` document px; null: not there yet, draw nothing. */
  assetUrl(id: string, w: number, h: number): string | null;
  readonly locale: string;
  /** IANA zone of the race; null: the screen's own. */
  readonly zone: string | null;
  /** Nothing travels, nothing flashes. */
  readonly calm: boolean;
  /** A token's colour that is not the document's; null or undefined: the document's. */
  theme?(token: string): string | null | undefined;
  /** Ms UTC at the hub. */
  now(): number;
  /** False: the feed is late, and what runs by itself must not look live. */
  live?(): boolean;
  /** In the builder: what its condition hides is seen, and nothing plays by itself. */
  readonly edit?: boolean;
  /** For a mixer: the page has no ground. */
  readonly transparent?: boolean;
}

/** What blocks see: the context, and the document they are in. */
export interface Scene extends SceneContext {
  /** A colour, or any CSS value with `$token` in it. */
  paint(value: string | null | undefined): string;
  /** CSS family of a font's id. */
  family(font: string | null | undefined): string;
  asset(id: string): Asset | undefined;
  block(id: string): Block | undefined;
  /** Lowest first. */
  children(id: string): readonly (readonly [string, Block])[];
  draw(id: string, block: Block): DrawnBlock;
}

export type PlayKind = 'in' | 'out' | 'change';

/** A block with its place on the page. */
export interface DrawnBlock {
  readonly element: HTMLElement;
  update(values: Values, now: number): void;
  /** `all`: theme, fonts or files are others. */
  restyle(block: Block, all: boolean): void;
  /** How long it takes, in ms; `index`: how many came before it. */
  play(kind: PlayKind, index: number, runnerOnly: boolean): number;
  /** False: not seen at all, so films and tickers rest. */
  wake(on: boolean): void;
  destroy(): void;
}

export interface Mounted<B extends Block = Block> {
  /** True when something else is seen than before. The same `values` again: only time has gone by. */
  update(values: Values, now: number): boolean;
  restyle(block: B): void;
  /** For blocks with blocks in them: those may have changed. */
  sync?(all: boolean): void;
  play?(kind: PlayKind, runnerOnly: boolean): number;
  /** Numbers count up, in ms. */
  count?(ms: number): void;
  wake?(on: boolean): void;
  destroy(): void;
}

export interface BlockModule<B extends Block = Block> {
  /** `host` fills the block's box and is the block's alone. */
  mount(host: HTMLElement, block: B, scene: Scene, id: string): Mounted<B>;
}

export type BlockModules = { readonly [K in BlockType]: BlockModule<Extract<Block, { type: K }>> };
