/** Which dialog of the shell is open; their code is loaded when one is first asked for. */
export type ShellDialog = 'palette' | 'hints' | null;

let open: ShellDialog = null;
const listeners = new Set<() => void>();

/** Letters that came before there was anything to write them into. */
let early = '';
let hear: ((letters: string) => void) | null = null;

export function show(dialog: ShellDialog): void {
  open = dialog;
  early = '';
  for (const tell of listeners) tell();
}

export function openPalette(): void { show('palette'); }
export function openHints(): void { show('hints'); }
export function openDialog(): ShellDialog { return open; }

export function onDialog(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

/** A letter for a palette that is still on its way: quick fingers do not wait for it. */
export function typeAhead(letter: string): void {
  if (hear === null) early += letter; else hear(letter);
}

/** The palette is there: it is given what was written, and what still misses its field. */
export function onTypedAhead(listener: (letters: string) => void): () => void {
  listener(early);
  early = '';
  hear = listener;
  return () => { hear = null; };
}
