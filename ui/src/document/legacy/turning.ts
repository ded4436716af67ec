/** One thing that was seen becomes one block, or none; what had to be guessed is told. */
import type { Block, Fill, Part } from '../schema';
import { clean, cleanName } from './file';
import { baseOf, borderOf, familyOf, fillOf, letteringOf, motionOf, pictureOf } from './look';
import { bindOf, isMessage, knownOf } from './placeholders';
import type { Bit, Seen } from './seen';

type Distributed<B> = B extends unknown ? Omit<B, 'page' | 'z'> : never;
/** A block without its page and depth: those belong to who puts it somewhere. */
export type Made = Distributed<Block>;
export type Tell = (key: string, values?: Readonly<Record<string, string | number>>) => void;
export interface Turned {
  readonly block: Made;
  /** The pictures it waits for, as the original named them. */
  readonly picture: string | null;
}

const MOST_LINES = 500;
const MOST_WORDS = 500;
const MOST_PARTS = 32;

/** `resting`: the original showed a resting template as it was drawn, and put nobody's values in. */
export function turned(thing: Seen, resting: boolean, width: number, tell: Tell): Turned | null {
  if (thing.picture !== null) return ofPicture(thing, tell);
  const placeholder = resting ? null : thing.placeholder;
  if (placeholder !== null && isMessage(placeholder)) return ofMessage(thing, placeholder, width, tell);
  const text = partsOf(thing, resting, tell);
  return text.length > 0 ? ofText(thing, text, width, tell) : ofShape(thing, tell);
}

function ofPicture(thing: Seen, tell: Tell): Turned {
  const name = pictureName(thing);
  const picture = thing.picture === '' ? null : thing.picture;
  const sized = thing.box.w > 1 && thing.box.h > 1;
  if (!sized) tell('pictureSize', { name });
  const base = common(sized ? thing : { ...thing, box: { ...thing.box, w: 300, h: 300 } }, name, tell);
  const fit = thing.look.objectFit === 'contain' ? 'contain' : 'cover';
  if (/photo|picture|image/.test(thing.placeholder ?? '')) {
    tell('photo', { name });
    return { block: { type: 'photo', name, src: { get: 'runner.photo' }, fit, ...base }, picture };
  }
  return { block: { type: 'image', name, alt: name, fit: fit === thing.look.objectFit ? fit : 'stretch', ...base }, picture };
}

function pictureName({ picture, placeholder }: Seen): string {
  return picture === '' || picture === null ? cleanName(placeholder ?? '') || 'picture' : fileOf(picture);
}

function ofMessage(thing: Seen, placeholder: string, width: number, tell: Tell): Turned {
  const list = linesOf(thing.messages ?? '');
  const name = 'Line for the runner';
  // The display of the original read an element's own lines only where it was called custom_message.
  if (placeholder === 'message' && list.length > 0) tell('ownMessages', { name, count: list.length });
  if (placeholder === 'custom_message' && list.length === 0) tell('noMessages', { name });
  const from = list.length > 0 ? { from: 'own', list, pick: placeholder === 'message' ? 'random' : 'cycle' } as const : { from: 'global', pick: 'random' } as const;
  return { block: { type: 'message', name, ...from, font: lettering(thing, name, tell), ...common(grown(thing, width, name, tell), name, tell) }, picture: null };
}

function ofText(thing: Seen, text: readonly Part[], width: number, tell: Tell): Turned {
  const known = thing.placeholder === null ? null : knownOf(thing.placeholder);
  const name = known?.name ?? cleanName(thing.bits.map((bit) => (typeof bit === 'string' ? bit : bit.text)).join('')).slice(0, 40);
  const own = text.some((part) => typeof part !== 'string') ? grown(thing, width, name, tell) : thing;
  return { block: { type: 'text', ...(name === '' ? {} : { name }), text: [...text], font: lettering(thing, name, tell), ...common(own, name, tell) }, picture: pictureOf(thing.look) };
}

/** A box without words is a shape, when anything is seen of it. */
function ofShape(thing: Seen, tell: Tell): Turned | null {
  const { look, box } = thing;
  const picture = pictureOf(look);
  if (picture === null && fillOf(look, () => undefined) === null && borderOf(look.border) === null) return null;
  if (box.w < 1 || box.h < 1) return null;
  const { radius, ...rest } = common(thing, 'Shape', tell);
  if (look.radius.startsWith('50%')) return { block: { type: 'shape', shape: 'ellipse', ...rest }, picture };
  return { block: { type: 'shape', ...rest, ...(radius === undefined ? {} : { radius }) }, picture };
}

function common(thing: Seen, name: string, tell: Tell): ReturnType<typeof baseOf> & { readonly in?: Exclude<ReturnType<typeof motionOf>, string>; readonly fill?: Fill } {
  const motion = motionOf(thing.motion);
  if (motion === 'lost') tell('animationLost', { name });
  if (motion === 'unknown') tell('animationUnknown', { name, animation: cleanName(thing.motion?.name ?? '').slice(0, 40) });
  const fill = fillOf(thing.look, (what) => { tell(what, { name }); });
  return { ...baseOf(thing), ...(typeof motion === 'string' ? {} : { in: motion }), ...(fill === null ? {} : { fill }) };
}

function lettering(thing: Seen, name: string, tell: Tell) {
  const { was, font } = familyOf(thing.look.family);
  if (was !== '' && was.toLowerCase() !== font.toLowerCase()) tell('font', { family: was, instead: font });
  return letteringOf(thing.look, (what) => { tell(what, { name }); });
}

/** A box that was as wide as the words in it when it was drawn has room for longer names here, as far as the page goes. */
function grown(thing: Seen, width: number, name: string, tell: Tell): Seen {
  const { x, w } = thing.box;
  if (!thing.grows || thing.rot !== 0 || x + w >= width * 0.95) return thing;
  tell('widened', { name });
  return { ...thing, box: { ...thing.box, w: Math.round(width * 0.95 - x) } };
}

function partsOf({ bits, look }: Seen, resting: boolean, tell: Tell): Part[] {
  const upper = look.transform === 'uppercase';
  const parts = bits.flatMap((bit): Part[] => partOf(bit, resting, upper, tell)).filter((part) => part !== '');
  const alone = parts.length === 1 ? parts.map((part) => (typeof part === 'string' ? part.trim() : part)) : parts;
  return alone.every((part) => typeof part === 'string' && part.trim() === '') ? [] : alone.slice(0, MOST_PARTS);
}

function partOf(bit: Bit, resting: boolean, upper: boolean, tell: Tell): Part[] {
  if (typeof bit === 'string') return [words(bit, upper)];
  const known = knownOf(bit.placeholder);
  if (known === null) tell('unknown', { placeholder: cleanName(bit.placeholder).slice(0, 60) });
  if (resting || known === null) {
    if (known !== null) tell('restWords', { name: known.name });
    return [words(bit.text, upper)];
  }
  if (known.blank === true) tell('blank', { name: known.name });
  return [bindOf(known, upper)];
}

function words(text: string, upper: boolean): string {
  const cleaned = clean(text).slice(0, MOST_WORDS);
  return upper ? cleaned.toUpperCase() : cleaned;
}

/** The original kept an element's lines in one attribute: separated by commas, or as JSON by its older editor. */
export function linesOf(text: string): string[] {
  let found: readonly unknown[] = text.split(',');
  if (/^\s*\[/.test(text)) {
    try {
      const read: unknown = JSON.parse(text);
      if (Array.isArray(read)) found = read;
    } catch {
      // A line may begin with a bracket: then it is words.
    }
  }
  const lines = found.filter((line): line is string => typeof line === 'string').map((line) => clean(line).replace(/\s+/g, ' ').trim().slice(0, MOST_WORDS));
  return [...new Set(lines)].filter((line) => line !== '' && !line.includes('[object')).slice(0, MOST_LINES);
}

/** The name of a file, as a person knows it; what is written into the page itself has none. */
export function fileOf(address: string): string {
  if (address.startsWith('data:')) return `picture.${/^data:image\/([a-z]+)/.exec(address)?.[1] ?? 'png'}`;
  const last = address.split(/[?#]/)[0]?.split('/').pop() ?? '';
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // A percent sign in a name is one.
  }
  return cleanName(name) || 'picture';
}
