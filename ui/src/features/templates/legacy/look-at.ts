/**
 * Draws a template of the original as it was meant, out of sight and in a frame that may do nothing (sandbox without scripts), and
 * says what is seen. The frame has no address of its own, so it stands under this page's policy: no other server is asked.
 */
import { converted, type Converted } from '../../../document/legacy';
import type { LegacyFile } from '../../../document/legacy/file';
import type { SeenState } from '../../../document/legacy/seen';
import { fill } from './fill';
import { measured } from './measure';

const EMPTY_PAGE = '<!doctype html><title>.</title>';

export async function lookAt(file: LegacyFile): Promise<Converted> {
  const seen: SeenState[] = [];
  for (const { role, html, css } of file.states) {
    seen.push(await inFrame(file.size, (page) => {
      page.body.style.margin = '0';
      return measured(page, role, fill(page, html, css));
    }));
  }
  return converted(file, seen);
}

async function inFrame<T>({ w, h }: LegacyFile['size'], look: (page: Document) => T): Promise<T> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin'); // read by us; no script of it runs
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.title = '';
  frame.style.cssText = `position:fixed;left:-40000px;top:0;width:${w}px;height:${h}px;border:0;visibility:hidden`;
  const ready = new Promise<void>((resolve) => { frame.addEventListener('load', () => { resolve(); }, { once: true }); });
  frame.srcdoc = EMPTY_PAGE;
  document.body.append(frame);
  try {
    await ready;
    const page = frame.contentDocument;
    if (page === null) throw new Error('the frame has no document');
    return look(page);
  } finally {
    frame.remove();
  }
}
