/** Why our own keys: a screen on a wall has none, and a tablet's own keyboard covers half of the answer. */
import { element } from './element';
import type { KioskWords } from './words';

export interface Typing {
  type: (letter: string) => void;
  back: () => void;
  clear: () => void;
  enter: () => void;
}

const DIGITS = ['123', '456', '789'];

export function keys(words: KioskWords, typing: Typing): HTMLElement {
  const back = (): void => { typing.back(); };
  const key = (letter: string, label = letter): HTMLButtonElement => element('button', { class: 'key', text: letter, label, press: () => { typing.type(letter); } });
  const wide = (text: string, label: string, name: string, press: () => void): HTMLButtonElement => element('button', { class: `key ${name}`, text, label, press });
  const letters = words.letters.map((line, at) => element('div', { class: 'line' }, ...[...line].map((letter) => key(letter)),
    at === words.letters.length - 1 && wide('⌫', words.back, 'back', back)));
  const digits = DIGITS.map((line) => element('div', { class: 'line' }, ...[...line].map((digit) => key(digit))));
  const found = element('div', { class: 'keys' },
    element('div', { class: 'letters' }, ...letters, element('div', { class: 'line' }, wide(words.space, words.space, 'space', () => { typing.type(' '); }), key('’', '’'))),
    element('div', { class: 'digits' }, ...digits, element('div', { class: 'line' }, wide(words.clear, words.clear, 'clear', () => { typing.clear(); }), key('0'), wide('⌫', words.back, 'back', back))));
  // A finger leaves no focus behind: Enter of a scanner means the number that it has typed, and not the last key.
  found.addEventListener('mousedown', (event) => { event.preventDefault(); });
  return found;
}

/** Keys of a real keyboard, or of a scanner that reads the code on a bib and presses Enter. */
export function listen(typing: Typing): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) typing.enter();
    else if (event.key === 'Backspace') typing.back();
    else if (event.key === 'Escape') typing.clear();
    else if ([...event.key].length === 1 && !(event.key === ' ' && event.target instanceof HTMLButtonElement)) typing.type(event.key);
    else return;
    event.preventDefault();
  });
}
