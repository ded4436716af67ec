/** Why: a phone is the only screen that can be taken home. Dark on light with its quiet margin, so that every camera reads it. */
import { textOf } from '../../binding/parts';
import type { BlockOf } from '../../document/schema';
import type { Values } from '../../binding/values';
import { px, style } from '../look';
import type { BlockModule } from '../scene';
import { encode } from './encode';

const SVG = 'http://www.w3.org/2000/svg';
const QUIET = 4;

/** One path: a run of dark modules is one rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  rows.forEach((row, y) => {
    const line = row.map((dark) => (dark ? '1' : '0')).join('');
    line.replace(/1+/g, (run, x: number) => {
      path += `M${String(x + QUIET)} ${String(y + QUIET)}h${String(run.length)}v1h-${String(run.length)}z`;
      return '';
    });
  });
  return path;
}

export const qr: BlockModule<BlockOf<'qr'>> = {
  mount(host, first, scene) {
    const picture = document.createElementNS(SVG, 'svg');
    const path = document.createElementNS(SVG, 'path');
    picture.setAttribute('role', 'img');
    picture.setAttribute('shape-rendering', 'crispEdges');
    picture.append(path);
    host.append(picture);
    let block = first;
    let seen: Values | null = null;
    let text: string | null = null;
    const show = (): boolean => {
      const next = seen === null ? '' : textOf(block.text, seen, 0, scene);
      if (next === text) return false;
      text = next;
      draw(next, next === '' ? null : encode(next));
      return true;
    };
    const draw = (label: string, rows: readonly (readonly boolean[])[] | null): void => {
      const side = (rows?.length ?? 0) + QUIET * 2;
      picture.setAttribute('viewBox', `0 0 ${String(side)} ${String(side)}`);
      picture.setAttribute('aria-label', label);
      path.setAttribute('d', rows === null ? '' : pathOf(rows));
      picture.style.visibility = rows === null ? 'hidden' : '';
    };
    const restyle = (next: BlockOf<'qr'>): void => {
      block = next;
      const side = Math.min(next.w, next.h);
      style(picture as unknown as HTMLElement, {
        position: 'absolute', left: px((next.w - side) / 2), top: px((next.h - side) / 2), width: px(side), height: px(side),
        background: next.fill === undefined ? '#ffffff' : '',
      });
      show();
    };
    restyle(first);
    return {
      update(values) {
        if (values === seen) return false;
        seen = values;
        return show();
      },
      restyle,
      destroy() {
        text = null;
        picture.remove();
      },
    };
  },
};
