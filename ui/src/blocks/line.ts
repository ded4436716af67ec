/**
 * Why: every text of a template is set by one piece: it reaches the page through `Text.data` only, so a name can never be markup; it
 * is fitted by one measurement; and it tells the browser only what is new.
 */
import { type Fitted, fitText, measure, measureEdition, measureTabular } from '../binding/fit';
import type { Lettering } from '../document/schema';
import { still } from './animate';
import { type Face, faceOf, familyOf, hands, ink, measured, px, style } from './look';
import type { Scene } from './scene';

const VALIGN: Readonly<Record<string, string>> = { top: 'flex-start', middle: 'center', bottom: 'flex-end' };
/** Px a second of a text that is too long and moves, and ms it rests at both ends. */
const SPEED = 60;
const REST = 2000;

export class Line {
  readonly element = document.createElement('div');
  private readonly node = document.createTextNode('');
  /** What it was told to show. */
  shown = '';
  private edition = -1;
  private face: Face = faceOf(undefined);
  private measured = '';
  private w = 1;
  private h = 1;
  private moving: Animation | null = null;
  private shift = 0;

  constructor(private readonly host: HTMLElement, private readonly scene: Scene) {
    style(host, { display: 'flex', flexDirection: 'column' });
    this.element.append(this.node);
    host.append(this.element);
  }

  restyle(font: Lettering | undefined, w: number, h: number): void {
    const face = this.face = faceOf(font);
    this.w = w;
    this.h = h;
    this.element.dir = face.dir;
    style(this.host, { justifyContent: VALIGN[face.valign] ?? '' });
    ink(this.element, face, this.scene);
    // Marks above capitals and below letters stand out of their line, and are not cut off.
    style(this.element, { whiteSpace: 'pre', unicodeBidi: 'isolate', overflow: 'hidden', padding: '0.3em 0', margin: '-0.3em 0', flex: 'none' });
    this.edition = -1;
    this.set(this.shown);
  }

  /** True when it is another text than before. */
  set(text: string): boolean {
    const other = text !== this.shown;
    if (!other && this.edition === measureEdition()) return false;
    this.shown = text;
    this.edition = measureEdition();
    const { fit, lh, size } = this.face;
    this.take(text);
    this.lay(fitText(text, { w: this.w, h: this.h, size, lh, fit: fit ?? {} }, (part) => this.wide(part)));
    return other;
  }

  destroy(): void {
    this.halt();
    still(this.element);
    this.element.remove();
  }

  /** Face and forms that suit the letters. Our faces draw Cyrillic as Bulgarians do; the forms known everywhere are called Russian. */
  private take(text: string): void {
    const family = familyOf(this.face, this.scene, hands.foreign(text));
    this.measured = measured(this.face, family);
    style(this.element, { fontFamily: family });
    const lang = /[\u0400-\u052f]/.test(text) ? 'ru' : '';
    if (this.element.lang !== lang) this.element.lang = lang;
  }

  /** Px at 100 px type. */
  private wide(part: string): number {
    const { ls, size, tabular } = this.face;
    return (tabular ? measureTabular : measure)(part, this.measured) + ls / size * 100 * part.length;
  }

  private lay({ text, size, width }: Fitted): void {
    if (this.node.data !== text) this.node.data = text;
    const mode = this.face.fit?.mode;
    style(this.element, { fontSize: px(size), textOverflow: mode === 'clip' || mode === 'marquee' ? 'clip' : 'ellipsis' });
    const shift = mode === 'marquee' && width > this.w && !this.scene.calm ? Math.ceil(width - this.w) : 0;
    if (shift === this.shift) return;
    this.halt();
    this.shift = shift;
    if (shift > 0) this.move(shift);
  }

  /** To and fro: both ends can be read. */
  private move(shift: number): void {
    style(this.element, { width: px(this.w + shift) });
    if (typeof this.element.animate !== 'function') return;
    const ms = shift / SPEED * 1000 + 2 * REST;
    const [from, to] = [{ transform: 'none' }, { transform: `translateX(${px(-shift)})` }];
    this.moving = this.element.animate(
      [{ ...from, offset: 0 }, { ...from, offset: REST / ms }, { ...to, offset: 1 - REST / ms }, { ...to, offset: 1 }],
      { duration: ms, direction: 'alternate', iterations: Infinity });
  }

  private halt(): void {
    this.moving?.cancel();
    this.moving = null;
    this.shift = 0;
    style(this.element, { width: '' });
  }
}
