/**
 * Why: the faces of the design lack the letters of most of the world, and a hole in a name, or one
 * letter of it in another type, is the name spelt wrong. Other scripts come from fallback faces (see
 * build/fallback.ts), asked for when the first such name is heard of and never waited for: the card
 * stands at once and is measured again when its letters are there. Where a Latin, Greek or Cyrillic
 * word has one letter that we lack, the whole text is set in the fallback, in one hand.
 */
import fallbackFaces from 'virtual:fallback-faces';
import { hands } from '../blocks/look';
import type { Font } from '../stage/text';

/** A letter that both faces of the design have; read from their character maps. */
const OWN = '\\u0000-\\u007E\\u00A0-\\u0107\\u010A-\\u0113\\u0116-\\u011B\\u011E-\\u0123\\u0126\\u0127'
  + '\\u012A\\u012B\\u012E-\\u0133\\u0136-\\u013E\\u0141-\\u0148\\u014A-\\u014D\\u0150-\\u015B'
  + '\\u015E-\\u0167\\u016A\\u016B\\u016E-\\u017E\\u0192\\u0218-\\u021B\\u02BC\\u02C6\\u02C7\\u02DA'
  + '\\u02DC\\u02DD\\u0384-\\u038A\\u038C\\u038E-\\u03A1\\u03A3-\\u03CE\\u0400-\\u045F\\u0490\\u0491'
  + '\\u04E2\\u04E3\\u04EE\\u04EF\\u1E80-\\u1E85\\u1E9E\\u1EF2\\u1EF3\\u200B-\\u200F\\u2010-\\u2044'
  + '\\u2066-\\u2069\\u20AC\\u2116\\u2122\\u2191\\u2193\\u2212';
const FOREIGN = new RegExp(`[^${OWN}]`, 'gu');
/** The same, of the scripts in which our faces have the other letters of the word; marks that join count. */
const KINDRED = new RegExp(`(?![${OWN}])[\\u0000-\\u058F\\u1C80-\\u1C8F\\u1D00-\\u1FFF\\u2C60-\\u2C7F\\uA720-\\uA7FF]`, 'u');

/** Our faces draw Cyrillic as Bulgarians do (в like ß); the forms known everywhere are called Russian. */
const CYRILLIC = /[\u0400-\u052F]/;
export const FORMS = 'ru';
const LAST = "'Noto Sans CJK JP', 'Arial Narrow', sans-serif, 'Noto Color Emoji'";

function font(own: string, other: string, weight: number): Font {
  return {
    family: `'${own}', '${other}', 'Fallback Square', ${LAST}`,
    weight,
    forms: { letters: CYRILLIC, lang: FORMS },
    kin: { letters: KINDRED, family: `'${other}', '${own}', 'Fallback Square', ${LAST}` },
  };
}

export const DISPLAY: Font = font('Sofia Sans Extra Condensed Variable', 'Fallback Strong', 800);
/** Digits of equal width, so that a running clock keeps still. */
export const DIGITS: Font = { ...DISPLAY, digits: 'equal' };
export const PLAIN: Font = font('Sofia Sans Condensed Variable', 'Fallback Plain', 500);
/** First name over last name, in the same hand. */
export const LIGHT: Font = { ...DISPLAY, weight: 500 };

/** What must be fetched to write this text; nothing for most of them. */
export function lettersFor(text: string): string {
  return KINDRED.test(text) ? text : (text.match(FOREIGN) ?? []).join('');
}

const NARROW = ["800 100px 'Fallback Strong'", "500 100px 'Fallback Plain'"];
const SQUARE = "700 100px 'Fallback Square'";
/** The square faces know some Latin letters too, and would be fetched for them. */
const LETTERS_OF_SQUARE = /[\u1100-\u11FF\u2E80-\uA4CF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\u{1B000}-\u{1B16F}\u{20000}-\u{3FFFF}]/u;

/** Fetches a letter once; one that could not be had is asked for again with the next name. */
export class Faces {
  private readonly asked = new Set<string>();
  private sheet: Promise<unknown> | null = null;

  constructor(
    private readonly page: Document,
    private readonly address: string,
    private readonly arrived: () => void,
  ) {}

  need(texts: readonly (string | null)[]): void {
    const letters = new Set(texts.flatMap((text) => [...lettersFor(text ?? '')]));
    const fresh = [...letters].filter((letter) => !this.asked.has(letter));
    if (fresh.length === 0) return;
    for (const letter of fresh) this.asked.add(letter);
    this.fetch(fresh.join('')).then(this.arrived, () => {
      for (const letter of fresh) this.asked.delete(letter);
    });
  }

  private async fetch(letters: string): Promise<void> {
    this.sheet = this.sheet ?? this.link();
    await this.sheet;
    const square = [...letters].filter((letter) => LETTERS_OF_SQUARE.test(letter)).join('');
    const narrow = [...letters].filter((letter) => !LETTERS_OF_SQUARE.test(letter)).join('');
    const loads = narrow === '' ? [] : NARROW.map((face) => this.page.fonts.load(face, narrow));
    if (square !== '') loads.push(this.page.fonts.load(SQUARE, square));
    await Promise.all(loads);
  }

  private link(): Promise<unknown> {
    const link = this.page.createElement('link');
    link.rel = 'stylesheet';
    link.href = this.address;
    return new Promise((resolve, reject) => {
      link.addEventListener('load', resolve);
      link.addEventListener('error', () => {
        link.remove();
        this.sheet = null;
        reject(new Error('the fallback faces did not come'));
      });
      this.page.head.append(link);
    });
  }
}

export function facesOf(arrived: () => void): Faces {
  hands.foreign = (text) => KINDRED.test(text);
  return new Faces(document, fallbackFaces, arrived);
}
