/** Why: place, ground, edge and ink of every block are set in one way, by script: the content policy allows no style in markup. */
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

/** Never an address of somebody else: a file comes by its id only. */
const GRADIENT = /^(repeating-)?(linear|radial|conic)-gradient\((?!.*(url|image|;))/i;
const FITS: Readonly<Record<string, string>> = { cover: 'cover', contain: 'contain', stretch: '100% 100%', tile: 'auto' };

export function ground(element: HTMLElement, fill: Fill | null | undefined, w: number, h: number, scene: Scene): void {
  const gradient = scene.paint(fill?.gradient);
  const url = fill?.asset ? scene.assetUrl(fill.asset, w, h) : null;
  const images = [url === null ? '' : `url("${url.replace(/["\\\n]/g, encodeURIComponent)}")`, GRADIENT.test(gradient) ? gradient : ''];
  style(element, {
    backgroundColor: scene.paint(fill?.color),
    backgroundImage: images.filter((image) => image !== '').join(', '),
    backgroundSize: url === null ? '' : FITS[fill?.fit ?? 'cover'] ?? '',
    backgroundPosition: url === null || fill?.fit === 'tile' ? '' : 'center',
    backgroundRepeat: url === null || fill?.fit === 'tile' ? '' : 'no-repeat',
  });
}

/** What is written at 100 px, for the measurement. */
export function faceOf(font: Lettering | null | undefined, scene: Scene): string {
  return `${font?.italic ? 'italic ' : ''}${String(font?.weight ?? 600)} 100px ${scene.family(font?.font)}`;
}

export const LINE = 1.15;

export function ink(element: HTMLElement, font: Lettering | null | undefined, scene: Scene): void {
  const size = font?.size ?? 48;
  style(element, {
    fontFamily: scene.family(font?.font),
    fontWeight: String(font?.weight ?? 600),
    fontStyle: font?.italic ? 'italic' : '',
    fontVariantNumeric: font?.tabular ? 'tabular-nums' : '',
    color: scene.paint(font?.color ?? '#ffffff'),
    textAlign: font?.align ?? 'start',
    lineHeight: String(font?.lh ?? LINE),
    // Space between letters shrinks with them.
    letterSpacing: font?.ls ? `${String(font.ls / size)}em` : '',
    textShadow: scene.paint(font?.shadow),
    webkitTextStroke: scene.paint(font?.stroke),
    paintOrder: font?.stroke ? 'stroke fill' : '',
  });
}
