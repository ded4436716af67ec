/** Keys as `mod+shift+B`: pressed, and as people know them. A bare letter does nothing while somebody types. */
const APPLE = /mac|iphone|ipad/i.test(navigator.userAgent);

export const MOD = APPLE ? '⌘' : 'Ctrl';

const NAMES: Readonly<Record<string, string>> = { mod: MOD, shift: '⇧', alt: APPLE ? '⌥' : 'Alt', enter: '↵', escape: 'Esc', arrowleft: '←', arrowright: '→', arrowup: '↑', arrowdown: '↓', delete: 'Del', tab: 'Tab', plus: '+', minus: '−' };

export function shownKeys(keys: string): readonly string[] {
  return keys.split('+').map((key) => NAMES[key.toLowerCase()] ?? key.toUpperCase());
}

export function pressed(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.toLowerCase().split('+');
  const key = parts.at(-1) ?? '';
  const mod = APPLE ? event.metaKey : event.ctrlKey;
  if (event.key.toLowerCase() !== key || mod !== parts.includes('mod') || event.altKey !== parts.includes('alt')) return false;
  // What needs Shift on the keyboard (?) already says so by being that character.
  if (/^[a-z0-9]$/.test(key) && event.shiftKey !== parts.includes('shift')) return false;
  return mod || event.altKey || !typing(event.target);
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [role=combobox], [role=menu] *'));
}
