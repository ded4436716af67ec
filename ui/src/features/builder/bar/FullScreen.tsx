/** One page as large as this screen can show it, as a display draws it: nothing to choose, no edges. Arrow keys turn pages, Escape ends it. */
import { ActionIcon, Group, Modal, Select, Text } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconRepeat, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '../../../api/client';
import { SAMPLE_NOW, sampleValues } from '../../../binding/sample';
import { mountPage, type MountedPage } from '../../../stage/page';
import { sceneFor } from '../engine/context';
import { pageName } from '../panels/words';
import { useBuilder } from '../store';
import classes from './bar.module.css';

interface Props {
  readonly pages: readonly string[];
  readonly onClose: () => void;
}

export function FullScreen({ pages, onClose }: Props) {
  const { t } = useTranslation('sharing');
  const { t: words } = useTranslation('panels');
  const doc = useBuilder((state) => state.doc);
  const [page, setPage] = useState(() => useBuilder.getState().page);
  const [again, setAgain] = useState(0);
  const turn = (by: number): void => { setPage(pages[(pages.indexOf(page) + by + pages.length) % pages.length] ?? page); };
  const key = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement) return;
    const by = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 }[event.key];
    if (by !== undefined) { event.preventDefault(); turn(by); }
  };
  return (
    <Modal.Root opened onClose={onClose} fullScreen padding={0}>
      <Modal.Content aria-label={t('full.label')} className={classes.black}>
        <div className={classes.whole} onKeyDown={key}>
          <Stage key={`${page} ${again}`} page={page} />
          <Group className={classes.controls} gap={6} wrap="nowrap">
            <ActionIcon variant="default" size="lg" aria-label={t('full.before')} disabled={pages.length < 2} onClick={() => { turn(-1); }}><IconArrowLeft size={18} aria-hidden /></ActionIcon>
            <Select
              size="sm" aria-label={t('full.page')} allowDeselect={false} w={200} value={page} onChange={(next) => { if (next !== null) setPage(next); }} comboboxProps={{ withinPortal: true, position: 'top' }}
              data={pages.flatMap((id) => { const each = doc.pages[id]; return each === undefined ? [] : [{ value: id, label: pageName(words, each) }]; })}
            />
            <ActionIcon variant="default" size="lg" aria-label={t('full.next')} disabled={pages.length < 2} onClick={() => { turn(1); }}><IconArrowRight size={18} aria-hidden /></ActionIcon>
            <ActionIcon variant="default" size="lg" aria-label={t('full.again')} onClick={() => { setAgain(again + 1); }}><IconRepeat size={18} aria-hidden /></ActionIcon>
            <Text size="xs" c="dimmed" px={6} visibleFrom="sm">{t('full.sized', { w: doc.size.w, h: doc.size.h })}</Text>
            <ActionIcon variant="default" size="lg" aria-label={t('full.close')} data-autofocus onClick={onClose}><IconX size={18} aria-hidden /></ActionIcon>
          </Group>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

function Stage({ page }: { readonly page: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    const room = element?.parentElement;
    const { doc, values } = useBuilder.getState();
    if (element === null || room === null || room === undefined || doc.pages[page] === undefined) return undefined;
    const began = performance.now();
    const now = (): number => (values === null ? SAMPLE_NOW + performance.now() - began : Date.now());
    const drawn: MountedPage = mountPage(element, doc, page, sceneFor(() => doc, (sha256) => address(`/api/assets/files/${sha256}`), now, false));
    const shown = values ?? sampleValues();
    drawn.update(shown, now());
    drawn.play('in');
    let frame = 0;
    const tick = (): void => { drawn.update(shown, now()); frame = requestAnimationFrame(tick); };
    frame = requestAnimationFrame(tick);
    const fit = (): void => {
      const scale = Math.min(room.clientWidth / doc.size.w, room.clientHeight / doc.size.h);
      element.style.transform = `translate(${(room.clientWidth - doc.size.w * scale) / 2}px, ${(room.clientHeight - doc.size.h * scale) / 2}px) scale(${scale})`;
    };
    const sized = new ResizeObserver(fit);
    sized.observe(room);
    fit();
    return () => { cancelAnimationFrame(frame); sized.disconnect(); drawn.destroy(); };
  }, [page]);
  return <div className={classes.room} aria-hidden><div ref={host} className={classes.stage} /></div>;
}
