/** Which dialog of the shell is open; their code is loaded when one is first asked for. */
export type ShellDialog = 'palette' | 'hints' | null;

let open: ShellDialog = null;
const listeners = new Set<() => void>();

export function show(dialog: ShellDialog): void {
  open = dialog;
  for (const tell of listeners) tell();
}

export function openPalette(): void { show('palette'); }
export function openHints(): void { show('hints'); }
export function openDialog(): ShellDialog { return open; }

export function onDialog(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}
