/** Why a frame: the file is shown over the page and printed from there, so a kiosk never leaves its page. */
import { element } from './element';
import type { KioskWords } from './words';

/** Over everything until it is closed. A browser that shows no PDF inside of a page gets a window of its own. */
export function overlay(address: string, words: KioskWords, closed: () => void): HTMLElement | null {
  if (!navigator.pdfViewerEnabled) {
    window.open(address, '_blank', 'noopener');
    return null;
  }
  const frame = element('iframe', { class: 'sheet' });
  const print = (): void => {
    try {
      frame.contentWindow?.focus();
      frame.contentWindow?.print();
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      window.open(address, '_blank', 'noopener');
    }
  };
  frame.addEventListener('load', print);
  frame.src = address;
  return element('div', { class: 'paper' }, frame,
    element('div', { class: 'line' },
      element('button', { class: 'key show', text: words.print, press: print }),
      element('button', { class: 'key', text: words.close, press: closed })));
}
