/** Why: place, ground, edge and ink of every block are set in one way, by script: the content policy allows no style in markup. */
import type { Values } from '../binding/values';
import type { Fill, Lettering } from '../document/schema';
import type { Scene } from './scene';

interface Boxed {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly rot?: number | null;
}

/** Writes only what is another: equal writes would still cost a style pass. */
export function style(element: HTMLElement, wanted: Readonly<Record<string, string>>): void {
  const now = element.style as unknown as Record<string, string>;
  for (const name in wanted) {
    const value = wanted[name] ?? '';
    if (now[name] !== value) now[name] = value;
  }
}

export const px = (length: number): string => `${String(length)}px`;

/** An element that lies over its whole parent. */
export function layer(parent: Element | null, tag = 'div'): HTMLElement {
  const element = document.createElement(tag);
  style(element, { position: 'absolute', left: '0', top: '0', width: '100%', height: '100%', boxSizing: 'border-box' });
  parent?.append(element);
  return element;
}

export function at({ x, y, rot }: Boxed): string {
  return `translate(${px(x)}, ${px(y)})${rot ? ` rotate(${String(rot)}deg)` : ''}`;
}

export function place(element: HTMLElement, box: Boxed): void {
  style(element, { width: px(box.w), height: px(box.h), transform: at(box) });
}

/** What is drawn below in `$race` has the colour of this runner's race, where whoever shows the page knows one. */
export function tint(element: HTMLElement, values: Values): void {
  const colour = values['tint'];
  element.style.setProperty('--race', typeof colour === 'string' ? colour : '');
}

/** Never an address of somebody else: a file comes by its id only. */
const GRADIENT = /^(repeating-)?(linear|radial|conic)-gradient\((?!.*(url|image|;))/i;
const FITS: Readonly<Record<string, string>> = { cover: 'cover', contain: 'contain', stretch: '100% 100%', tile: 'auto' };

function address(url: string): string {
  return `url("${url.replace(/["\\\n]/g, encodeURIComponent)}")`;
}

/** A picture over a gradient over a colour. */
export function ground(element: HTMLElement, fill: Fill | undefined, w: number, h: number, scene: Scene): void {
  const { asset, color, fit = 'cover', gradient: wanted } = fill ?? {};
  const gradient = scene.paint(wanted);
  const url = asset === undefined ? null : scene.assetUrl(asset, w, h);
  const images = [url === null ? '' : address(url), GRADIENT.test(gradient) ? gradient : ''];
  const whole = url !== null && fit !== 'tile';
  style(element, {
    backgroundColor: scene.paint(color),
    backgroundImage: images.filter((image) => image !== '').join(', '),
    backgroundSize: url === null ? '' : FITS[fit] ?? '',
    backgroundPosition: whole ? 'center' : '',
    backgroundRepeat: whole ? 'no-repeat' : '',
  });
}

const LETTERING = { size: 48, weight: 600, italic: false, color: '#ffffff', align: 'start', valign: 'middle', lh: 1.15, ls: 0, shadow: '', stroke: '', tabular: false, dir: 'auto' } as const;
export type Face = Lettering & Required<Omit<Lettering, 'font' | 'fit'>>;

/** How a text is set where the document says nothing. */
export function faceOf(font: Lettering | undefined): Face {
  return { ...LETTERING, ...font };
}

/** Texts with a letter that the faces of the design lack: nobody's, until whoever knows them comes. */
export const hands: { foreign: (text: string) => boolean } = { foreign: () => false };

/** Heavy type has heavy letters of other scripts beside it; a foreign text is set in those as a whole, in one hand. */
export function familyOf({ font, weight }: Face, scene: Scene, foreign: boolean): string {
  const other = weight < 600 ? 'Fallback Plain' : 'Fallback Strong';
  const family = scene.family(font).replace('Fallback Plain', other);
  return foreign ? `'${other}', ${family}` : family;
}

/** For the measurement, at 100 px. */
export function measured(face: Face, family: string): string {
  return `${face.italic ? 'italic ' : ''}${String(face.weight)} 100px ${family}`;
}

const RTL = /^(ar|arc|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i;

/** Where a text begins is the drawing's choice, not the name's: a name that reads from the right stands where the others stand. */
function side(align: Face['align'], dir: Face['dir'], locale: string): string {
  if (align === 'center') return align;
  const rtl = dir === 'rtl' || (dir === 'auto' && RTL.test(locale));
  return (align === 'end') === rtl ? 'left' : 'right';
}

export function ink(element: HTMLElement, face: Face, scene: Scene): void {
  const { align, color, dir, italic, lh, ls, shadow, size, stroke, tabular, weight } = face;
  style(element, {
    fontWeight: String(weight),
    fontStyle: italic ? 'italic' : '',
    fontVariantNumeric: tabular ? 'tabular-nums' : '',
    color: scene.paint(color),
    textAlign: side(align, dir, scene.locale),
    lineHeight: String(lh),
    // Space between letters shrinks with them.
    letterSpacing: ls === 0 ? '' : `${String(ls / size)}em`,
    textShadow: scene.paint(shadow),
    webkitTextStroke: scene.paint(stroke),
    paintOrder: stroke === '' ? '' : 'stroke fill',
  });
}
