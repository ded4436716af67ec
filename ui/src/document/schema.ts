/**
 * Why generated: the document belongs to the hub (src/project88/templates/document), which refuses what
 * these types do not allow. Written by ./project88 client; do not edit.
 */
/** What every block has. */
export interface Base {
  readonly page: string;
  readonly parent?: string;
  readonly name?: string;
  readonly z: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly rot?: number;
  readonly opacity?: number;
  readonly radius?: number;
  readonly fill?: Fill;
  readonly border?: string;
  readonly hidden?: boolean;
  readonly locked?: boolean;
  readonly alt?: string;
  readonly when?: Condition;
  readonly in?: Animation;
  readonly out?: Animation;
  readonly change?: Animation;
}

/** A template of version 1. */
export interface TemplateDocument {
  readonly v: 1;
  readonly name: string;
  readonly size: Size;
  readonly pages: Readonly<Record<string, Page>>;
  readonly blocks: Readonly<Record<string, Block>>;
  readonly locale?: string;
  readonly safe?: number;
  readonly theme?: Readonly<Record<string, Colour>>;
  readonly fonts?: Readonly<Record<string, Font>>;
  readonly assets?: Readonly<Record<string, Asset>>;
  readonly play?: Play;
}

/** Of the screen that the template is drawn for, in pixels. */
export interface Size {
  readonly w: number;
  readonly h: number;
}

/** What is shown at one time; a display chooses by `role`, and turns through rest pages.

    Pages stand by `z`; those without one come first, by role and name. */
export interface Page {
  readonly role: 'compact' | 'group' | 'message' | 'offline' | 'rest' | 'solo';
  readonly z?: string;
  readonly name?: string;
  readonly bg?: Fill;
  readonly seconds?: number;
  readonly when?: Condition;
  readonly enter?: Animation;
  readonly exit?: Animation;
}

/** What an area is filled with: a picture over a gradient over a colour. */
export interface Fill {
  readonly color?: Colour;
  readonly gradient?: string;
  readonly asset?: string;
  readonly fit?: 'contain' | 'cover' | 'stretch' | 'tile';
}

/** Exactly one of `all`, `any`, `not`, or `get` with `op`. */
export interface Condition {
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
  readonly get?: Path;
  readonly op?: '!=' | '<' | '<=' | '=' | '>' | '>=' | 'contains' | 'empty' | 'filled' | 'in';
  readonly value?: string | boolean | number | readonly (string | number)[];
}

/** How something comes, goes or changes; times in ms. */
export interface Animation {
  readonly name: 'bounceIn' | 'bounceInDown' | 'bounceInUp' | 'countUp' | 'fadeIn' | 'fadeInDown' | 'fadeInLeft' | 'fadeInRight' | 'fadeInUp' | 'fadeOut' | 'flip' | 'flipInX' | 'flipInY' | 'none' | 'pulse' | 'rotateIn' | 'slideInDown' | 'slideInLeft' | 'slideInRight' | 'slideInUp' | 'slideOutLeft' | 'slideOutRight' | 'zoomIn' | 'zoomInDown' | 'zoomInUp' | 'zoomOut';
  readonly ms?: number;
  readonly delay?: number;
  readonly stagger?: number;
  readonly ease?: 'inOut' | 'linear' | 'out' | 'spring';
}

/** Words and values. */
export interface TextBlock extends Base {
  readonly type: 'text';
  readonly text: readonly Part[];
  readonly font?: Lettering;
}

/** A value in a text. `before` and `after` go with it: no place, no word "Place". */
export interface Bind {
  readonly get: Path;
  readonly fmt?: Format;
  readonly else?: string;
  readonly before?: string;
  readonly after?: string;
}

/** Letters: their case, and at most so many. */
export interface TextFormat {
  readonly as: 'text';
  readonly case?: 'lower' | 'none' | 'title' | 'upper';
  readonly max?: number;
}

/** A number: decimals, and zeros before it. */
export interface NumberFormat {
  readonly as: 'number';
  readonly digits?: number;
  readonly pad?: number;
}

/** 1st, 2nd, 3rd in the language of the template. */
export interface OrdinalFormat {
  readonly as: 'ordinal';
}

/** How long; `auto` leaves out what is zero at the front. */
export interface DurationFormat {
  readonly as: 'duration';
  readonly pattern?: 'auto' | 'h:mm:ss' | 'h:mm:ss.S' | 'h:mm:ss.SS' | 'm:ss';
  readonly round?: 'ceil' | 'floor' | 'nearest';
}

/** Time of day, without or with seconds, of the race or of the screen. */
export interface TimeFormat {
  readonly as: 'time';
  readonly style?: 'medium' | 'short';
  readonly zone?: 'race' | 'screen';
}

/** How fast. */
export interface PaceFormat {
  readonly as: 'pace';
  readonly unit?: 'km/h' | 'min/km' | 'min/mi' | 'mph';
}

/** Its name in the language of the template, its code or its flag. */
export interface CountryFormat {
  readonly as: 'country';
  readonly show?: 'code' | 'flag' | 'name';
}

/** How a text is set: `font` is an id of the document's fonts, or a family that the hub brings. */
export interface Lettering {
  readonly font?: string;
  readonly size?: number;
  readonly weight?: number;
  readonly italic?: boolean;
  readonly color?: Colour;
  readonly align?: 'center' | 'end' | 'start';
  readonly valign?: 'bottom' | 'middle' | 'top';
  readonly lh?: number;
  readonly ls?: number;
  readonly shadow?: string;
  readonly stroke?: string;
  readonly tabular?: boolean;
  readonly fit?: Fit;
  readonly dir?: 'auto' | 'ltr' | 'rtl';
}

/** What happens to a text that is too long; `min`: the least part of its size. */
export interface Fit {
  readonly mode?: 'clip' | 'ellipsis' | 'marquee' | 'shrink' | 'wrap';
  readonly min?: number;
  readonly lines?: number;
}

/** A picture; `crop` is x, y, width and height, `focus` the point that stays in sight, of 0 to 1. */
export interface ImageBlock extends Base {
  readonly type: 'image';
  readonly asset?: string;
  readonly src?: Bind;
  readonly fit?: 'contain' | 'cover' | 'stretch';
  readonly focus?: readonly [number, number];
  readonly crop?: readonly [number, number, number, number];
}

/** The picture of a runner; `fallback` is the asset for who has none. */
export interface PhotoBlock extends Base {
  readonly type: 'photo';
  readonly src?: Bind;
  readonly fallback?: string;
  readonly fit?: 'contain' | 'cover';
}

/** A rectangle, an ellipse or a line. */
export interface ShapeBlock extends Base {
  readonly type: 'shape';
  readonly shape?: 'ellipse' | 'line' | 'rect';
}

/** Time of day, time since the gun, or time until `to`. */
export interface ClockBlock extends Base {
  readonly type: 'clock';
  readonly mode: 'countdown' | 'gun' | 'time';
  readonly fmt?: Format;
  readonly font?: Lettering;
  readonly to?: Path;
}

/** A line for the runner: of all displays, of this block, or the runner's own. */
export interface MessageBlock extends Base {
  readonly type: 'message';
  readonly from?: 'global' | 'own' | 'runner';
  readonly list?: readonly string[];
  readonly pick?: 'cycle' | 'random';
  readonly font?: Lettering;
}

/** A leader-board, or the last who came. */
export interface TableBlock extends Base {
  readonly type: 'table';
  readonly source: Source;
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly gap?: number;
  readonly zebra?: readonly Colour[];
  readonly font?: Lettering;
  readonly move?: Animation;
}

/** Which list a table shows; `page_seconds` turns its pages.

    Lists of results are of one race, by its name: without one, of the first that is shown and has
    finishers. They can be narrowed to a sex, a division or a wave, `splits` also to a point. */
export interface Source {
  readonly list: 'latest' | 'on_course' | 'queue' | 'recent' | 'splits' | 'standings' | 'teams';
  readonly race?: string;
  readonly sex?: string;
  readonly division?: string;
  readonly wave?: string;
  readonly point?: string;
  readonly filter?: Condition;
  readonly limit?: number;
  readonly page_seconds?: number;
}

/** One column of a table; `w` is its share of the width. */
export interface Column {
  readonly parts: readonly Part[];
  readonly w: number;
  readonly head?: string;
  readonly font?: Lettering;
}

/** A group that is drawn once a runner; `group` is its id. */
export interface RunnersBlock extends Base {
  readonly type: 'runners';
  readonly slots: number;
  readonly flow?: 'down' | 'grid' | 'right';
  readonly cell?: Cell;
  readonly group: string;
}

/** The place of one runner, in pixels. */
export interface Cell {
  readonly w: number;
  readonly h: number;
}

/** Blocks that belong together: their `parent` is this one, and their x and y count from it. */
export interface GroupBlock extends Base {
  readonly type: 'group';
}

/** Pictures in turn. */
export interface CarouselBlock extends Base {
  readonly type: 'carousel';
  readonly items: readonly Slide[];
  readonly effect?: 'cut' | 'fade' | 'slide';
}

/** One picture of a carousel. */
export interface Slide {
  readonly asset: string;
  readonly seconds?: number;
  readonly weight?: number;
}

/** Words that run; pixels a second. */
export interface TickerBlock extends Base {
  readonly type: 'ticker';
  readonly parts?: readonly Part[];
  readonly speed?: number;
  readonly font?: Lettering;
}

/** A code for phones. */
export interface QrBlock extends Base {
  readonly type: 'qr';
  readonly text?: readonly Part[];
}

/** A film, without sound. */
export interface VideoBlock extends Base {
  readonly type: 'video';
  readonly asset?: string;
  readonly loop?: boolean;
}

/** How many wait and have no place; nothing when nobody does. */
export interface MoreBlock extends Base {
  readonly type: 'more';
  readonly text?: readonly Part[];
  readonly font?: Lettering;
}

/** A family of letters: files that were uploaded, or, without any, one that the hub brings. */
export interface Font {
  readonly family: string;
  readonly src?: readonly string[];
  readonly weight?: string;
}

/** A file that the document uses; blocks name it by its id in the document. */
export interface Asset {
  readonly kind: 'audio' | 'font' | 'image' | 'video';
  readonly mime: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly w?: number;
  readonly h?: number;
  readonly name?: string;
  readonly family?: string;
  readonly variants?: readonly Variant[];
}

/** A file made from an asset: what screens fetch. */
export interface Variant {
  readonly name: 'full' | 'half' | 'thumb';
  readonly mime: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly w?: number;
  readonly h?: number;
}

/** How runners follow each other, in ms; an absent one is the display's own. */
export interface Play {
  readonly show?: number;
  readonly min?: number;
  readonly floor?: number;
  readonly idleAfter?: number;
  readonly fresh?: number;
  readonly cooldown?: number;
  readonly limit?: number;
  readonly most?: number;
  readonly pick?: 'fifo' | 'latest';
  readonly beep?: boolean;
}

export type Block = TextBlock | ImageBlock | PhotoBlock | ShapeBlock | ClockBlock | MessageBlock | TableBlock | RunnersBlock | GroupBlock | CarouselBlock | TickerBlock | QrBlock | VideoBlock | MoreBlock;
export type BlockType = Block['type'];
export type BlockOf<T extends BlockType> = Extract<Block, { readonly type: T }>;
export const BLOCK_TYPES = ['text', 'image', 'photo', 'shape', 'clock', 'message', 'table', 'runners', 'group', 'carousel', 'ticker', 'qr', 'video', 'more'] as const satisfies readonly BlockType[];

export type Format = TextFormat | NumberFormat | OrdinalFormat | DurationFormat | TimeFormat | PaceFormat | CountryFormat;
export type Part = string | Bind;
export type Role = Page['role'];
export type Motion = Animation['name'];
export type Comparison = NonNullable<Condition['op']>;

export type Kind = 'text' | 'number' | 'time' | 'duration' | 'pace' | 'country' | 'image' | 'list' | 'bool';
export const PATHS = {
  'runner.name': 'text',
  'runner.first_name': 'text',
  'runner.last_name': 'text',
  'runner.bib': 'text',
  'runner.gender': 'text',
  'runner.city': 'text',
  'runner.state': 'text',
  'runner.town': 'text',
  'runner.division': 'text',
  'runner.team': 'text',
  'runner.race': 'text',
  'runner.wave': 'text',
  'runner.choice': 'text',
  'runner.message': 'text',
  'runner.status': 'text',
  'runner.tag': 'text',
  'runner.age': 'number',
  'runner.country': 'country',
  'runner.photo': 'image',
  'runner.start_time': 'time',
  'runner.net_time': 'duration',
  'runner.gun_time': 'duration',
  'runner.chip_time': 'duration',
  'runner.gross_time': 'duration',
  'runner.finish_time': 'duration',
  'runner.penalties': 'duration',
  'runner.time_with_penalty': 'duration',
  'runner.gun_time_with_penalty': 'duration',
  'runner.pace': 'pace',
  'runner.gun_pace': 'pace',
  'runner.pace_mile': 'pace',
  'runner.gun_pace_mile': 'pace',
  'runner.rank.overall': 'number',
  'runner.rank.division': 'number',
  'runner.rank.gender': 'number',
  'runner.time': 'time',
  'runner.lap': 'number',
  'race.name': 'text',
  'race.event': 'text',
  'race.date': 'text',
  'race.gun_time': 'time',
  'race.start_time': 'time',
  'race.distance': 'text',
  'location.name': 'text',
  'location.age': 'duration',
  'clock.time': 'time',
  'clock.gun': 'duration',
  'clock.countdown': 'duration',
  'list.waiting': 'number',
  'list.more': 'number',
  'list.count': 'number',
  'screen.name': 'text',
  'screen.number': 'number',
  'screen.group': 'text',
} as const satisfies Readonly<Record<string, Kind>>;
/** What a block may show; `var.` is filled by whoever drives the screen. */
export type Path = keyof typeof PATHS | `var.${string}`;
/** A colour of its own, or `$` and a token of the theme. */
export type Colour = string;
/** Families of letters that need no file. */
export const FAMILIES = ['Sofia Sans Condensed', 'Sofia Sans Extra Condensed', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', 'Noto Sans Thai', 'Sofia Sans Condensed Variable', 'Sofia Sans Extra Condensed Variable', 'Noto Sans Variable', 'Noto Sans Arabic Variable', 'Noto Sans Hebrew Variable', 'Noto Sans Thai Variable', 'Noto Sans JP', 'Noto Sans KR', 'Noto Sans SC', 'sans-serif', 'serif', 'monospace'] as const;
