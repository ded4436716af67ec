/** Keys as `mod+shift+]`, `alt+ArrowUp`, `mod+plus`, `L`. `mod` is Ctrl, and the command key on a Mac. */
const APPLE = /mac|iphone|ipad/i.test(navigator.userAgent);

/** What a key writes with Shift depends on the keyboard; the key in its place does not. */
const CODES: Readonly<Record<string, string>> = { '[': 'BracketLeft', ']': 'BracketRight', '=': 'Equal', '0': 'Digit0', '1': 'Digit1' };

export function pressed(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (name: string): boolean => parts.slice(0, -1).includes(name);
  if ((APPLE ? event.metaKey : event.ctrlKey) !== wants('mod') || event.altKey !== wants('alt') || event.shiftKey !== wants('shift')) return false;
  const written = event.key.toLowerCase();
  if (written === (NAMES[key] ?? key.toLowerCase())) return true;
  // On a German keyboard + lies where ] lies on an American one: what it writes counts first. With Alt a letter may write another one.
  return (event.code === CODES[key] && !Object.values(NAMES).includes(written)) || (key.length === 1 && event.altKey && event.code === `Key${key.toUpperCase()}`);
}

const NAMES: Readonly<Record<string, string>> = { plus: '+', minus: '-' };

/** Somebody writes there: the key is theirs. */
export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, select, [role=combobox], [role=textbox]'));
}
