/** Computed styles as a document writes them. What a document has no word for is left out, and its name is noted. */
import type { Animation, Base, Fill, Lettering } from '../schema';
import type { Look, Seen, SeenState } from './seen';

export type Note = (what: string) => void;

const COLOUR = /^(?:#[0-9a-f]{3,8}|(?:rgb|hsl)a?\([0-9., %/]{3,40}\))$/i;
const GRADIENT = /^(?:repeating-)?(?:linear|radial|conic)-gradient\((?:[A-Za-z0-9#%., -]|(?:rgb|hsl)a?\([0-9., %/]{3,40}\)){3,780}\)$/;
const PICTURE = /^picture:/;

/** Null: nothing is seen of it, or it is no colour of ours. */
export function colourOf(text: string): string | null {
  if (text === 'transparent' || /^rgba\(.*, 0\)$/.test(text)) return null;
  return COLOUR.test(text) ? text : null;
}

export function pictureOf({ image }: Pick<Look, 'image'>): string | null {
  return PICTURE.test(image) ? image.replace(PICTURE, '') : null;
}

const FITS: Readonly<Record<string, NonNullable<Fill['fit']>>> = { cover: 'cover', contain: 'contain', '100% 100%': 'stretch', auto: 'cover' };

export function fillOf(look: SeenState['background'], note: Note): Fill | null {
  const color = colourOf(look.background);
  const gradient = GRADIENT.test(look.image) ? look.image : null;
  if (gradient === null && look.image.includes('gradient')) note('gradient');
  const fit = pictureFit(look);
  const fill: Fill = { ...(color === null ? {} : { color }), ...(gradient === null ? {} : { gradient }), ...(fit === null ? {} : { fit }) };
  return Object.keys(fill).length === 0 ? null : fill;
}

function pictureFit(look: SeenState['background']): NonNullable<Fill['fit']> | null {
  if (pictureOf(look) === null) return null;
  return look.imageRepeat === 'repeat' && look.imageSize === 'auto' ? 'tile' : FITS[look.imageSize] ?? 'cover';
}

const STYLES = ['solid', 'dashed', 'dotted', 'double'];

export function borderOf([width, style, color]: Look['border']): string | null {
  const px = Number.parseFloat(width);
  if (!(px > 0) || style === 'none' || style === 'hidden' || colourOf(color) === null) return null;
  return `${round(Math.min(px, 9999))}px ${STYLES.includes(style) ? style : 'solid'} ${color}`;
}

export function radiusOf({ radius }: Look, { w, h }: Seen['box']): number {
  const value = Number.parseFloat(radius);
  if (!(value > 0)) return 0;
  return round(radius.trim().split(' ')[0]?.endsWith('%') === true ? Math.min(w, h) * value / 100 : Math.min(value, 16_384));
}

/** In the browser's computed style the colour comes first; in ours it comes last. */
export function shadowOf(text: string, note: Note): string | null {
  if (text === '' || text === 'none') return null;
  const shadows = text.split(/,(?![^(]*\))/).slice(0, 4).map((one) => {
    const [, color = '', lengths = ''] = /^\s*((?:rgb|hsl)a?\([^)]*\))\s+(.*)$/.exec(one) ?? [];
    const all = lengths.trim().split(/\s+/).map(Number.parseFloat);
    return colourOf(color) === null || all.length < 2 || all.some((each) => !(Math.abs(each) < 9999)) ? null : `${all.slice(0, 3).map((each) => `${round(each)}px`).join(' ')} ${color}`;
  });
  if (!shadows.includes(null)) return shadows.join(', ');
  note('shadow');
  return null;
}

/** Families that the original offered, by what the hub brings. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/impact|condensed|bebas|oswald/i, 'Sofia Sans Extra Condensed'],
  [/montserrat|arial|helvetica|verdana|roboto|open sans|system-ui/i, 'Noto Sans'],
  [/courier|mono/i, 'monospace'],
  [/times|georgia|(^|[^-])\bserif/i, 'serif'],
];

export function familyOf(family: string): { readonly font: string; readonly was: string } {
  const was = (family.split(',')[0] ?? '').replace(/["']/g, '').trim();
  return { was, font: FAMILIES.find(([form]) => form.test(was))?.[1] ?? 'sans-serif' };
}

const ALIGN: Readonly<Record<string, NonNullable<Lettering['align']>>> = { center: 'center', '-webkit-center': 'center', right: 'end', end: 'end' };

export function letteringOf(look: Look, note: Note): Lettering {
  const color = colourOf(look.color);
  const shadow = shadowOf(look.shadow, note);
  const lh = Number.parseFloat(look.lineHeight) / look.size;
  const ls = Number.parseFloat(look.spacing);
  const { font } = familyOf(look.family);
  return {
    font,
    size: round(Math.min(4000, Math.max(1, look.size))),
    weight: weightOf(look.weight),
    ...(look.italic ? { italic: true } : {}),
    ...(color === null ? {} : { color }),
    align: ALIGN[look.align] ?? 'start',
    valign: look.middle ? 'middle' : 'top',
    ...(lh >= 0.5 && lh <= 4 && look.lineHeight !== 'normal' ? { lh: round(lh) } : {}),
    ...(Math.abs(ls) > 0 && Math.abs(ls) <= 200 ? { ls: round(ls) } : {}),
    ...(shadow === null ? {} : { shadow }),
    // What the display of the original did: one line, down to half the size.
    fit: look.lines > 1 ? { mode: 'wrap', lines: Math.min(20, look.lines) } : { mode: 'shrink', min: 0.5, lines: 1 },
  };
}

function weightOf(weight: string): number {
  const value = Number.parseInt(weight, 10);
  return value >= 1 && value <= 1000 ? value : weight === 'bold' ? 700 : 400;
}

const MOTIONS: readonly Animation['name'][] = [
  'fadeIn', 'fadeInDown', 'fadeInUp', 'fadeInLeft', 'fadeInRight', 'slideInLeft', 'slideInRight', 'slideInUp', 'slideInDown',
  'zoomIn', 'zoomInUp', 'zoomInDown', 'bounceIn', 'bounceInUp', 'bounceInDown', 'rotateIn', 'flipInX', 'flipInY',
];

/** `lost`: the file says only that there was one. */
export function motionOf(motion: Seen['motion']): Animation | 'none' | 'lost' | 'unknown' {
  if (motion === null) return 'none';
  const wanted = motion.name.trim().replace(/^animate__/, '');
  if (wanted === '' || wanted.toLowerCase() === 'none') return 'none';
  if (wanted.includes('[object')) return 'lost';
  const name = MOTIONS.find((each) => each === wanted);
  if (name === undefined) return 'unknown';
  return { name, ...millis('ms', motion.ms), ...millis('delay', motion.delay) };
}

function millis<K extends 'ms' | 'delay'>(key: K, text: string): Partial<Record<K, number>> {
  const value = Number.parseFloat(text) * (/^[0-9. ]*s\s*$/.test(text) ? 1000 : 1);
  if (!(value >= 0)) return {};
  return { [key]: Math.min(5000, Math.round(value)) } as Partial<Record<K, number>>;
}

/** Where and how it stands, of what every block has. */
export function baseOf({ box, rot, look }: Seen): Pick<Base, 'x' | 'y' | 'w' | 'h' | 'rot' | 'opacity' | 'radius' | 'border'> {
  const border = borderOf(look.border);
  const radius = radiusOf(look, box);
  const at = (value: number): number => round(Math.min(32_768, Math.max(-32_768, value)));
  const long = (value: number): number => round(Math.min(32_768, Math.max(1, value)));
  return {
    x: at(box.x), y: at(box.y), w: long(box.w), h: long(box.h),
    ...(Math.abs(rot) >= 0.1 ? { rot: round(rot) } : {}),
    ...(look.opacity < 1 ? { opacity: round(Math.max(0, look.opacity)) } : {}),
    ...(radius > 0 ? { radius } : {}),
    ...(border === null ? {} : { border }),
  };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
