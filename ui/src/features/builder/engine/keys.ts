/** Keys as `mod+shift+]`, `alt+ArrowUp`, `L`. `mod` is Ctrl, and the command key on a Mac. */
const APPLE = /mac|iphone|ipad/i.test(navigator.userAgent);

/** What a key writes with Shift depends on the keyboard; the key in its place does not. */
const CODES: Readonly<Record<string, string>> = { '[': 'BracketLeft', ']': 'BracketRight', '=': 'Equal', '-': 'Minus', '0': 'Digit0', '1': 'Digit1' };

export function pressed(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (name: string): boolean => parts.slice(0, -1).includes(name);
  if ((APPLE ? event.metaKey : event.ctrlKey) !== wants('mod') || event.altKey !== wants('alt') || event.shiftKey !== wants('shift')) return false;
  // With Alt a letter may write another one.
  return event.key.toLowerCase() === key.toLowerCase() || event.code === CODES[key] || (key.length === 1 && event.altKey && event.code === `Key${key.toUpperCase()}`);
}

/** Somebody writes there: the key is theirs. */
export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, select, [role=combobox], [role=textbox]'));
}
