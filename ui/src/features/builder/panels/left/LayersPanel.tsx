/** The blocks of the page, the front one first: chosen, named, locked, hidden, and put in another order by keys or by dragging. */
import { ActionIcon, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconEye, IconEyeOff, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { hide, lock, rename } from '../../../../document/edit/block';
import { putBelow, reorder } from '../../../../document/order';
import { inOrder } from '../../../../document/tree';
import { useBuilder } from '../../store';
import { edit, useDoc, type Doc } from '../model';
import { blockName } from '../words';
import classes from './left.module.css';

interface Layer {
  readonly id: string;
  readonly depth: number;
}

/** The front one first, each group before what is in it. */
export function layersOf(doc: Doc, page: string, parent?: string, depth = 0): Layer[] {
  return inOrder(doc, page, parent).reverse().flatMap((id) => [{ id, depth }, ...(doc.blocks[id]?.type === 'group' ? layersOf(doc, page, id, depth + 1) : [])]);
}

export function LayersPanel() {
  const { t } = useTranslation('panels');
  const doc = useDoc((each) => each);
  const page = useBuilder((state) => state.page);
  const selected = useBuilder((state) => state.selected);
  const [naming, setNaming] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const layers = layersOf(doc, page);
  const choose = (id: string, more: boolean): void => {
    const next = new Set(more ? selected : []);
    if (more && selected.has(id)) next.delete(id); else next.add(id);
    useBuilder.getState().select(next);
  };
  const focus = (list: Element | null, at: number): void => { list?.querySelectorAll<HTMLElement>('[data-layer]')[at]?.focus(); };
  const keys = (event: KeyboardEvent<HTMLButtonElement>, id: string, at: number): void => {
    const { key, altKey, shiftKey } = event;
    if (key === 'F2') setNaming(id);
    else if (key !== 'ArrowUp' && key !== 'ArrowDown') return;
    else if (altKey) {
      edit('edit.order', (now) => reorder(now, [id], key === 'ArrowUp' ? (shiftKey ? 'front' : 'forward') : (shiftKey ? 'back' : 'backward')));
    } else focus(event.currentTarget.closest('ul'), at + (key === 'ArrowUp' ? -1 : 1));
    event.preventDefault();
    event.stopPropagation();
  };
  const drop = (event: DragEvent, id: string): void => {
    event.preventDefault();
    setOver(null);
    if (dragged === null || dragged === id || doc.blocks[dragged]?.parent !== doc.blocks[id]?.parent) return;
    const siblings = inOrder(doc, page, doc.blocks[id]?.parent);
    const above = siblings[siblings.indexOf(id) + 1] ?? null;
    edit('edit.order', (now) => putBelow(now, [dragged], above === dragged ? siblings[siblings.indexOf(id) + 2] ?? null : above));
  };
  if (layers.length === 0) return <Text size="sm" c="dimmed" className={classes.panel}>{t('layers.none')}</Text>;
  return (
    <div className={classes.panel}>
      <Text size="xs" c="dimmed" mb={4}>{t('layers.keys')}</Text>
      <ul className={classes.list} aria-label={t('layers.label')}>
        {layers.map(({ id, depth }, at) => {
          const block = doc.blocks[id];
          if (block === undefined) return null;
          const name = blockName(t, block);
          const chosen = selected.has(id);
          return (
            <li
              key={id} className={classes.row} data-chosen={chosen} data-over={over === id && dragged !== id ? 'above' : undefined} style={{ paddingInlineStart: depth * 14 }} draggable={naming !== id}
              onDragStart={(event) => { event.dataTransfer.effectAllowed = 'move'; setDragged(id); }} onDragEnd={() => { setDragged(null); setOver(null); }}
              onDragOver={(event) => { event.preventDefault(); setOver(id); }} onDrop={(event) => { drop(event, id); }}
            >
              {naming === id ? (
                <TextInput
                  size="xs" flex={1} aria-label={t('layers.name')} autoFocus defaultValue={block.name ?? ''} placeholder={name} maxLength={120}
                  onBlur={({ currentTarget: { value } }) => { setNaming(null); if (value !== (block.name ?? '')) edit('edit.rename', (now) => rename(now, id, value)); }}
                  onKeyDown={(event) => { event.stopPropagation(); if (event.key === 'Enter' || event.key === 'Escape') { if (event.key === 'Escape') event.currentTarget.value = block.name ?? ''; event.currentTarget.blur(); } }}
                />
              ) : (
                <UnstyledButton className={classes.name} data-layer data-off={block.hidden === true} aria-pressed={chosen} aria-keyshortcuts="F2 Alt+ArrowUp Alt+ArrowDown" onClick={(event) => { choose(id, event.shiftKey || event.ctrlKey || event.metaKey); }} onDoubleClick={() => { setNaming(id); }} onKeyDown={(event) => { keys(event, id, at); }}>{name}</UnstyledButton>
              )}
              <ActionIcon size="md" variant="subtle" color={block.locked === true ? 'yellow' : 'gray'} aria-pressed={block.locked === true} aria-label={t('layers.lock', { name })} onClick={() => { edit('edit.lock', (now) => lock(now, [id], block.locked !== true)); }}>{block.locked === true ? <IconLock size={14} aria-hidden /> : <IconLockOpen size={14} aria-hidden />}</ActionIcon>
              <ActionIcon size="md" variant="subtle" color={block.hidden === true ? 'yellow' : 'gray'} aria-pressed={block.hidden === true} aria-label={t('layers.hide', { name })} onClick={() => { edit('edit.hide', (now) => hide(now, [id], block.hidden !== true)); }}>{block.hidden === true ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}</ActionIcon>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
