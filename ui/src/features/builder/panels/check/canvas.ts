/** The browser's part of the check: widths, capitals and characters, from a canvas that nobody sees. */
import { faceOf, measured } from '../../../../blocks/look';
import { FAMILIES, type TemplateDocument } from '../../../../document/schema';
import type { Tools } from './steps';
import type { TextPlace } from './texts';

const SIDE = 48;
/** No such letters exist: what is drawn in them is drawn by others. */
const NOBODYS = '"Project88 Nothing"';
/** A character that is none: what is drawn for it is drawn for whatever is missing. */
const NONE = '\u{10fffe}';
/** Seen only by what they do to others. */
const INVISIBLE = /^[\s\p{C}\p{M}\p{Emoji_Component}]$/u;

const USUAL = FAMILIES[0];

/** As stage/page.ts makes it, without what stands in for characters that are missing. */
function chosen(doc: TemplateDocument, font: string | undefined): string {
  const family = (font === undefined ? USUAL : doc.fonts?.[font]?.family ?? font).replace(/["\\\n]/g, '');
  return /^(sans-)?serif$|^monospace$/.test(family) ? family : `"${family}", "${family} Variable"`;
}

/** As on the page: those that stand in come after. */
const STAND_IN = "'Fallback Plain', 'Fallback Square', 'Noto Sans', 'Noto Sans CJK JP', 'Arial Narrow', sans-serif, 'Noto Color Emoji'";

export function lettersOf(doc: TemplateDocument, { face }: Pick<TextPlace, 'face'>): string {
  return measured(faceOf(face), `${chosen(doc, face.font)}, ${STAND_IN}`);
}

function canvas(w: number, h: number): CanvasRenderingContext2D {
  const made = document.createElement('canvas');
  made.width = w;
  made.height = h;
  const context = made.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser has no canvas.');
  return context;
}

export function canvasTools(doc: TemplateDocument): Tools {
  const widths = new Map<string, Map<string, number>>();
  const capitals = new Map<string, number>();
  const known = new Map<string, 'own' | 'other' | 'none'>();
  const ruler = canvas(1, 1);
  const paper = canvas(SIDE, SIDE);
  paper.textBaseline = 'middle';
  let set = '';
  const put = (letters: string): void => { if (letters !== set) { ruler.font = letters; set = letters; } };
  const drawn = (character: string, family: string): string => {
    paper.clearRect(0, 0, SIDE, SIDE);
    paper.font = `600 28px ${family}`;
    paper.fillText(character, 6, SIDE / 2);
    return String.fromCharCode(...paper.getImageData(0, 0, SIDE, SIDE).data.filter((_value, index) => index % 4 === 3));
  };
  const missing = new Map<string, string>();
  const nothing = (family: string): string => {
    const before = missing.get(family);
    if (before !== undefined) return before;
    const now = drawn(NONE, family);
    missing.set(family, now);
    return now;
  };
  const looked = (character: string, family: string): 'own' | 'other' | 'none' => {
    const here = drawn(character, `${family}, ${NOBODYS}`);
    if (here !== drawn(character, NOBODYS)) return 'own';
    const all = `${family}, ${STAND_IN}`;
    return drawn(character, all) === nothing(all) ? 'none' : 'other';
  };
  return {
    letters: (place) => lettersOf(doc, place),
    measure: (text, letters) => {
      let of = widths.get(letters);
      if (of === undefined) widths.set(letters, of = new Map());
      let width = of.get(text);
      if (width === undefined) {
        put(letters);
        of.set(text, width = ruler.measureText(text).width);
      }
      return width;
    },
    capital: (letters) => {
      let height = capitals.get(letters);
      if (height === undefined) {
        put(letters);
        capitals.set(letters, height = ruler.measureText('H').actualBoundingBoxAscent);
      }
      return height;
    },
    glyph: (character, { face }) => {
      if (INVISIBLE.test(character)) return 'own';
      const family = chosen(doc, face.font);
      const key = `${family} ${character}`;
      let how = known.get(key);
      if (how === undefined) known.set(key, how = looked(character, family));
      return how;
    },
  };
}

/** Letters come in pieces, each when a character of it is first drawn: all that will be drawn are asked for before. */
export async function lettersCome(doc: TemplateDocument, places: readonly TextPlace[], characters: string): Promise<void> {
  const wanted = new Set(places.map((place) => lettersOf(doc, place)));
  await Promise.all([...wanted].map((letters) => document.fonts.load(letters, characters).catch(() => [])));
}
