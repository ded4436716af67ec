/**
 * Words of a block, written where they stand. What the hub fills in is a chip: it can be moved over and taken away, not
 * misspelt. Enter or a click elsewhere keeps, Escape leaves everything as it was.
 */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { Part, Path } from '../../document/schema';
import { onScreen } from './engine/surface';
import { pathName } from './panels/words';
import { useBuilder } from './store';
import type { TemplateDocument } from './types';
import classes from './Canvas.module.css';

export function TextInPlace({ id }: { readonly id: string }) {
  const { t } = useTranslation('builder');
  const { t: words } = useTranslation('panels');
  const host = useRef<HTMLDivElement>(null);
  const box = useBuilder(useShallow((state) => onScreen(state, id)));
  const parts = partsOf(useBuilder.getState().doc, id);

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    fill(element, parts, (path) => pathName(words, path));
    dress(element, id);
    element.focus({ preventScroll: true });
    getSelection()?.selectAllChildren(element);
    const { doc } = useBuilder.getState();
    let kept = false;
    const keep = (): void => {
      if (kept) return;
      kept = true;
      const now = partsIn(element, parts);
      const { edit, write, writing } = useBuilder.getState();
      if (JSON.stringify(now) !== JSON.stringify(parts)) edit('edit.words', (next) => withParts(next, id, now));
      if (writing === id) write(null);
    };
    const key = (event: KeyboardEvent): void => {
      event.stopPropagation();
      if (event.key === 'Escape') { event.preventDefault(); kept = true; useBuilder.getState().write(null); } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); keep(); }
    };
    element.addEventListener('keydown', key);
    element.addEventListener('blur', keep);
    return () => {
      element.removeEventListener('keydown', key);
      element.removeEventListener('blur', keep);
      // Another template is there: these words are not its.
      if (useBuilder.getState().doc.pages === doc.pages) keep();
    };
    // The words it began with are the ones it compares with.
  }, [id]);

  return (
    <div
      ref={host} className={classes.writing} contentEditable="plaintext-only" suppressContentEditableWarning role="textbox" aria-multiline aria-label={t('canvas.words')} dir="auto"
      style={{ width: box.w, minHeight: box.h, transform: `translate(${box.x}px, ${box.y}px) rotate(${box.rot}deg)` }}
    />
  );
}

function partsOf(doc: TemplateDocument, id: string): readonly Part[] {
  const block = doc.blocks[id];
  return block?.type === 'text' ? block.text : [];
}

function withParts(doc: TemplateDocument, id: string, text: readonly Part[]): TemplateDocument {
  const block = doc.blocks[id];
  return block?.type === 'text' ? { ...doc, blocks: { ...doc.blocks, [id]: { ...block, text } } } : doc;
}

function fill(host: HTMLElement, parts: readonly Part[], nameOf: (path: Path) => string): void {
  host.replaceChildren(...parts.map((part, index) => {
    if (typeof part === 'string') return document.createTextNode(part);
    const chip = document.createElement('span');
    chip.contentEditable = 'false';
    chip.className = classes.chip ?? '';
    chip.dataset['part'] = String(index);
    chip.append(`${part.before ?? ''}${nameOf(part.get)}${part.after ?? ''}`);
    return chip;
  }));
}

/** What is written there now: words as they are, chips as the values they stand for. */
export function partsIn(host: HTMLElement, before: readonly Part[]): readonly Part[] {
  const parts: Part[] = [];
  const add = (text: string): void => {
    const last = parts.at(-1);
    if (typeof last === 'string') parts[parts.length - 1] = last + text;
    else if (text !== '') parts.push(text);
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) add(node.data.replace(/\u00a0/g, ' '));
    else if (node instanceof HTMLBRElement) add('\n');
    else if (node instanceof HTMLElement && node.dataset['part'] !== undefined) {
      const part = before[Number(node.dataset['part'])];
      if (part !== undefined) parts.push(part);
    } else node.childNodes.forEach(walk);
  };
  host.childNodes.forEach(walk);
  const last = parts.at(-1);
  if (typeof last === 'string' && last.endsWith('\n')) parts[parts.length - 1] = last.slice(0, -1);
  return parts.filter((part) => part !== '');
}

/** The letters that the block is drawn with, where it has them, at the zoom of the canvas. */
function dress(host: HTMLElement, id: string): void {
  const block = document.querySelector(`[data-canvas] [data-block=${JSON.stringify(id)}]`);
  const { doc, view } = useBuilder.getState();
  let drawn = block;
  while (drawn?.firstElementChild instanceof HTMLElement) drawn = drawn.firstElementChild;
  if (block === null || drawn === null) return;
  const look = getComputedStyle(drawn);
  for (const name of ['fontFamily', 'fontWeight', 'fontStyle', 'color', 'textAlign', 'letterSpacing'] as const) host.style[name] = look[name];
  host.style.fontSize = `${Math.max(12, Number.parseFloat(look.fontSize) * view.zoom)}px`;
  host.style.lineHeight = '1.15';
  const upright = (doc.blocks[id]?.rot ?? 0) === 0;
  if (upright) host.style.paddingBlockStart = `${Math.max(0, drawn.getBoundingClientRect().top - block.getBoundingClientRect().top)}px`;
}
