/** Which part of a picture is seen, in the ratio of its place. The picture stays whole: what is kept is a rectangle. Arrow keys move it, + and − size it. */
import { Button, Group, Modal, Slider, Stack, Text } from '@mantine/core';
import { useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { assetAddress } from '../../../../api/assets';
import type { Asset } from '../../../../document/schema';
import { fileFor } from './entry';
import { kept, largest, moved, scaled, scaleOf, type Rect } from './crop';
import classes from './assets.module.css';

interface Props {
  readonly asset: Asset;
  /** Width by height of the place. */
  readonly ratio: number;
  readonly crop: Rect | undefined;
  readonly focus: readonly [number, number] | undefined;
  readonly onClose: () => void;
  /** Undefined: all of it. */
  readonly onDone: (crop: Rect | undefined, focus: readonly [number, number] | undefined) => void;
}

const LEAST = 0.05;
const STEP = 0.01;
const WIDE = 900;

export function CropDialog({ asset, ratio, crop, focus, onClose, onDone }: Props) {
  const { t } = useTranslation('panels');
  const own = (asset.w ?? 1) / (asset.h ?? 1);
  const [rect, setRect] = useState<Rect>(() => {
    const first = crop === undefined ? largest(ratio, own) : scaled(crop, Math.min(1, scaleOf(crop, ratio, own)), ratio, own);
    const [x, y, w, h] = first;
    return crop !== undefined || focus === undefined ? first : moved(first, focus[0] - x - w / 2, focus[1] - y - h / 2);
  });
  const frame = useRef<HTMLDivElement>(null);
  const from = useRef<{ readonly x: number; readonly y: number; readonly rect: Rect } | null>(null);
  const scale = scaleOf(rect, ratio, own);
  const size = (next: number): void => { setRect((before) => scaled(before, Math.min(1, Math.max(LEAST, next)), ratio, own)); };
  const drag = (event: PointerEvent): void => {
    const box = frame.current?.getBoundingClientRect();
    if (from.current === null || box === undefined) return;
    setRect(moved(from.current.rect, (event.clientX - from.current.x) / box.width, (event.clientY - from.current.y) / box.height));
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => { setRect(moved(rect, -STEP, 0)); }, ArrowRight: () => { setRect(moved(rect, STEP, 0)); },
    ArrowUp: () => { setRect(moved(rect, 0, -STEP)); }, ArrowDown: () => { setRect(moved(rect, 0, STEP)); },
    '+': () => { size(scale + LEAST); }, '-': () => { size(scale - LEAST); },
  };
  const [x, y, w, h] = rect;
  const percent = (part: number): string => `${part * 100}%`;
  return (
    <Modal opened onClose={onClose} size="xl" title={t('image.crop')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="sm">
        <Text size="sm">{t('crop.text')}</Text>
        <div ref={frame} className={classes.frame} style={{ aspectRatio: own, maxWidth: `calc(55vh * ${own})` }}>
          <img src={assetAddress(fileFor(asset, WIDE))} alt={asset.name ?? ''} draggable={false} />
          <div
            className={classes.cut} role="application" tabIndex={0} data-autofocus aria-label={t('crop.label', { x: Math.round(x * 100), y: Math.round(y * 100), w: Math.round(w * 100), h: Math.round(h * 100) })}
            style={{ left: percent(x), top: percent(y), width: percent(w), height: percent(h) }}
            onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); from.current = { x: event.clientX, y: event.clientY, rect }; }}
            onPointerMove={drag} onPointerUp={() => { from.current = null; }} onPointerCancel={() => { from.current = null; }}
            onKeyDown={(event) => { const act = keys[event.key === '=' ? '+' : event.key]; if (act !== undefined) { event.preventDefault(); act(); } }}
          />
        </div>
        <div>
          <Text size="xs" fw={500} id="crop-scale">{t('crop.size')}</Text>
          <Slider min={LEAST * 100} max={100} step={1} value={Math.round(scale * 100)} onChange={(next) => { size(next / 100); }} thumbLabel={t('crop.size')} label={(value) => `${value} %`} />
        </div>
        <Group justify="space-between">
          <Button variant="default" onClick={() => { onDone(undefined, undefined); }}>{t('crop.whole')}</Button>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>{t('shell:cancel')}</Button>
            <Button onClick={() => { const { crop: cut, focus: point } = kept(rect); onDone(cut, point); }}>{t('crop.done')}</Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
