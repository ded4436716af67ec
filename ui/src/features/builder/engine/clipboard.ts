/**
 * Why the clipboard's events and not its promises: on a hub without HTTPS there is no `navigator.clipboard`, and Ctrl+C works
 * there too. Beside the system's clipboard the newest copy is kept here, for buttons and the palette.
 */
import { copy, paste, pasteStyle, styleOf, type Clipping, type Style } from '../../../document/edit/clipboard';
import { remove } from '../../../document/edit/block';
import { useBuilder } from '../store';
import { giveFiles } from './files';
import { typing } from './keys';

let kept: Clipping | null = null;
let look: Style | null = null;

export function copyChosen(): Clipping | null {
  const { doc, selected, say } = useBuilder.getState();
  if (selected.size === 0) return null;
  kept = copy(doc, selected);
  say('said.copied', { count: selected.size });
  return kept;
}

export function cutChosen(): Clipping | null {
  const clipping = copyChosen();
  const { edit, selected } = useBuilder.getState();
  if (clipping !== null) edit('command.cut', (doc) => remove(doc, selected));
  return clipping;
}

export function pasteKept(clipping: Clipping | null = kept): void {
  const { doc, page, edit, select } = useBuilder.getState();
  if (clipping === null) return;
  const made = paste(doc, clipping, page);
  edit('command.paste', () => made.doc);
  select(made.ids);
}

export function copyLook(): void {
  const { doc, selected } = useBuilder.getState();
  const [first] = selected;
  if (first !== undefined) look = styleOf(doc, first);
}

export function pasteLook(): void {
  const { edit, selected } = useBuilder.getState();
  const style = look;
  if (style !== null) edit('command.pasteLook', (doc) => pasteStyle(doc, selected, style));
}

/** What another tab copied, or nothing that is ours. The hub looks at it again before it is kept. */
export function clippingOf(text: string): Clipping | null {
  if (!text.startsWith('{"kind":"project88/blocks"')) return null;
  try {
    const read = JSON.parse(text) as Clipping; // its head was looked at, its blocks are by the hub
    return Array.isArray(read.blocks) ? read : null;
  } catch { return null; }
}

/** Until the returned function is called. */
export function listenToClipboard(): () => void {
  const written = (event: ClipboardEvent, clipping: Clipping | null): void => {
    if (clipping === null) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', JSON.stringify(clipping));
  };
  const onCopy = (event: ClipboardEvent): void => { if (ours(event)) written(event, copyChosen()); };
  const onCut = (event: ClipboardEvent): void => { if (ours(event)) written(event, cutChosen()); };
  const onPaste = (event: ClipboardEvent): void => {
    if (!ours(event)) return;
    const pictures = [...event.clipboardData?.files ?? []].filter(({ type }) => type.startsWith('image/'));
    const clipping = clippingOf(event.clipboardData?.getData('text/plain') ?? '');
    if (clipping === null && !giveFiles(pictures, null)) return;
    event.preventDefault();
    if (clipping !== null) pasteKept(clipping);
  };
  addEventListener('copy', onCopy);
  addEventListener('cut', onCut);
  addEventListener('paste', onPaste);
  return () => { removeEventListener('copy', onCopy); removeEventListener('cut', onCut); removeEventListener('paste', onPaste); };
}

/** Words that somebody marked on the page are copied as words. */
function ours(event: ClipboardEvent): boolean {
  return !typing(event.target) && useBuilder.getState().mode === 'draw' && (event.type === 'paste' || getSelection()?.isCollapsed !== false);
}
