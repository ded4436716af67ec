/** What is seen of a template of the original: every element with words, a value, a picture or a colour of its own, as it stands on the page. */
import type { Bit, Look, Seen, SeenState } from '../../../document/legacy/seen';
import type { Filled } from './fill';

const INLINE = /^(inline|contents)/;
const TEMPLATED = /\{\{\s*([a-z_]+)\s*\}\}/gi;
const EMPTY = { background: 'rgba(0, 0, 0, 0)', image: 'none', imageSize: 'auto', imageRepeat: 'repeat' } as const;

export function measured(page: Document, role: SeenState['role'], { addresses, dropped }: Filled): SeenState {
  const things: Seen[] = [];
  let background: SeenState['background'] = EMPTY;
  const walk = (element: HTMLElement, above: Above): void => {
    const style = styleOf(element);
    if (style.display === 'none' || style.visibility === 'hidden') return;
    const here = below(element, style, above);
    if (isRoot(element)) {
      const own = paint(style, addresses);
      if (own.image !== 'none' || own.background !== EMPTY.background) background = own;
    } else if (isText(element)) {
      things.push(seen(element, style, here, bitsOf(element), addresses));
      return;
    } else {
      things.push(seen(element, style, here, wordsOf(element), addresses));
      if (element.dataset['placeholder'] !== undefined || element.localName === 'img') return;
    }
    for (const child of element.children) walk(child as HTMLElement, here); // all of them are made by fill()
  };
  walk(page.body, { opacity: 1, rot: 0, scale: 1, z: 0 });
  return { role, background, things, dropped };
}

interface Above { readonly opacity: number; readonly rot: number; readonly scale: number; readonly z: number }

function below({ offsetWidth }: HTMLElement, style: CSSStyleDeclaration, above: Above): Above {
  const [a, b] = matrixOf(style.transform);
  const z = Number.parseInt(style.zIndex, 10);
  const opacity = Number.parseFloat(style.opacity);
  return {
    opacity: above.opacity * (opacity >= 0 ? opacity : 1),
    rot: above.rot + Math.atan2(b, a) * 180 / Math.PI,
    scale: above.scale * (offsetWidth === 0 ? 1 : Math.hypot(a, b) || 1),
    z: Number.isNaN(z) ? above.z : above.z + z,
  };
}

function matrixOf(transform: string): readonly [number, number] {
  const [a = 1, b = 0] = /^matrix\(([^)]*)\)/.exec(transform)?.[1]?.split(',').map(Number) ?? [];
  return [a, b];
}

function styleOf(element: HTMLElement): CSSStyleDeclaration {
  return (element.ownerDocument.defaultView ?? window).getComputedStyle(element);
}

/** What the whole page stands on. */
function isRoot(element: HTMLElement): boolean {
  return element.localName === 'body' || element.dataset['designW'] !== undefined || element.classList.contains('layout-root') || element.dataset['gjsType'] === 'wrapper';
}

/** Words of its own, and nothing in it that stands anywhere else: one text. */
function isText(element: HTMLElement): boolean {
  const own = element.dataset['placeholder'] !== undefined && element.localName !== 'img';
  const words = [...element.childNodes].some(({ nodeType, nodeValue }) => nodeType === Node.TEXT_NODE && (nodeValue ?? '').trim() !== '');
  if (!own && !words) return false;
  return [...element.querySelectorAll<HTMLElement>('*')].every((inside) => {
    const { display, position } = styleOf(inside);
    return inside.localName === 'br' || (inside.localName !== 'img' && INLINE.test(display) && (position === 'static' || position === ''));
  }) || own;
}

function bitsOf(element: HTMLElement): Bit[] {
  const key = element.dataset['placeholder'];
  if (key !== undefined) return [{ placeholder: key, text: flat(element.textContent).trim() }];
  const bits = [...element.childNodes].flatMap((node): Bit[] => {
    if (node.nodeType === Node.TEXT_NODE) return templated(flat(node.nodeValue ?? ''));
    const inside = node as HTMLElement; // fill() makes elements and texts only
    return inside.localName === 'br' ? ['\n'] : bitsOf(inside);
  });
  return trimmed(bits);
}

/** Its own words, of an element in which other things stand by themselves. */
function wordsOf({ childNodes }: HTMLElement): Bit[] {
  return trimmed([...childNodes].flatMap(({ nodeType, nodeValue }) => (nodeType === Node.TEXT_NODE && (nodeValue ?? '').trim() !== '' ? templated(flat(nodeValue ?? '')) : [])));
}

/** Names in double braces were values as well. */
function templated(text: string): Bit[] {
  const bits: Bit[] = [];
  let from = 0;
  for (const found of text.matchAll(TEMPLATED)) {
    bits.push(text.slice(from, found.index), { placeholder: (found[1] ?? '').toLowerCase(), text: '' });
    from = found.index + found[0].length;
  }
  return [...bits, text.slice(from)].filter((bit) => bit !== '');
}

function trimmed(bits: readonly Bit[]): Bit[] {
  return bits
    .map((bit, at) => (typeof bit !== 'string' ? bit : at === 0 ? bit.replace(/^\s+/, '') : at === bits.length - 1 ? bit.replace(/\s+$/, '') : bit))
    .filter((bit) => bit !== '');
}

const flat = (text: string): string => text.replace(/\s+/g, ' ');

function seen(element: HTMLElement, style: CSSStyleDeclaration, here: Above, bits: readonly Bit[], addresses: readonly string[]): Seen {
  const { placeholder = null, messages = null, legacySrc = '' } = element.dataset;
  const box = boxOf(element, here.scale);
  return {
    classes: `${element.className} ${element.id}`, placeholder, messages, motion: motionOf(element), bits,
    picture: element.localName === 'img' ? legacySrc : null,
    box, rot: here.rot, z: here.z,
    grows: element.style.width === '' && (style.position === 'absolute' || style.display.startsWith('inline')) && bits.length > 0,
    look: look(element, style, here, box.h, addresses),
  };
}

/** A turned element's frame is larger than itself; its middle is the same. */
function boxOf(element: HTMLElement, scale: number): Seen['box'] {
  const around = element.getBoundingClientRect();
  const w = (element.offsetWidth || around.width) * scale;
  const h = (element.offsetHeight || around.height) * scale;
  return { x: around.left + (around.width - w) / 2, y: around.top + (around.height - h) / 2, w, h };
}

function motionOf({ dataset: { anim, animDur = '', animDelay = '' } }: HTMLElement): Seen['motion'] {
  return anim === undefined ? null : { name: anim, ms: animDur, delay: animDelay };
}

function look(element: HTMLElement, style: CSSStyleDeclaration, here: Above, h: number, addresses: readonly string[]): Look {
  const size = Number.parseFloat(style.fontSize) * here.scale;
  const line = Number.parseFloat(style.lineHeight) || size * 1.2;
  return {
    ...paint(style, addresses),
    family: style.fontFamily, size: size > 0 ? size : 16, weight: style.fontWeight, italic: style.fontStyle.startsWith('italic'), color: style.color, align: style.textAlign,
    lineHeight: style.lineHeight, spacing: style.letterSpacing, shadow: style.textShadow, transform: style.textTransform,
    lines: linesOf(element), middle: (style.display.includes('flex') && style.alignItems === 'center') || Math.abs(line - h) < 2,
    border: [style.borderTopWidth, style.borderTopStyle, style.borderTopColor], radius: style.borderTopLeftRadius || style.borderRadius, opacity: here.opacity, objectFit: style.objectFit,
  };
}

function paint(style: CSSStyleDeclaration, addresses: readonly string[]): SeenState['background'] {
  const number = /data:,(\d+)/.exec(style.backgroundImage)?.[1];
  const image = number === undefined ? style.backgroundImage || 'none' : `picture:${addresses[Number(number)] ?? ''}`;
  return { background: style.backgroundColor || EMPTY.background, image, imageSize: style.backgroundSize || 'auto', imageRepeat: style.backgroundRepeat || 'repeat' };
}

/** How many lines its words take as they are drawn; where nothing is laid out, one. */
function linesOf(element: HTMLElement): number {
  if (element.textContent === '' || typeof Range.prototype.getClientRects !== 'function') return 1;
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  const tops = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top / 4)));
  return Math.max(1, tops.size);
}
