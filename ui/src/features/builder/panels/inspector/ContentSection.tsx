/** What one block shows: which fields there are follows from its kind. */
import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Block, BlockOf, BlockType, Path } from '../../../../document/schema';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { SwitchField } from '../fields/SwitchField';
import { edit, patched, useDoc, withBlocks } from '../model';
import { AssetField } from '../parts/AssetField';
import { FormatFields } from '../parts/FormatFields';
import { PartsEditor } from '../parts/PartsEditor';
import { blockName, choices, pathGroups } from '../words';
import { CarouselFields } from './CarouselFields';
import { ImageFields } from './ImageFields';
import { MessageFields } from './MessageFields';
import { TableFields } from './TableFields';

export interface Of<K extends BlockType> {
  readonly block: BlockOf<K>;
  readonly put: (change: { readonly [P in keyof BlockOf<K>]?: BlockOf<K>[P] | undefined }) => void;
}

export function hasContent({ type }: Block): boolean { return type !== 'group'; }

export function ContentSection({ id, block }: { readonly id: string; readonly block: Block }) {
  /** Each kind's fields write to a block of that kind. */
  const of = <K extends BlockType>(own: BlockOf<K>): Of<K> => ({
    block: own,
    put: (change) => { edit('edit.content', (doc) => withBlocks(doc, [id], (now) => (now.type === own.type ? patched<Block>(now, change as Partial<Block>) : now))); }, // of the same type, as just asked
  });
  switch (block.type) {
    case 'text': return <TextFields {...of<'text'>(block)} />;
    case 'image': return <ImageFields id={id} {...of<'image'>(block)} />;
    case 'photo': return <PhotoFields {...of<'photo'>(block)} />;
    case 'shape': return <ShapeFields {...of<'shape'>(block)} />;
    case 'clock': return <ClockFields {...of<'clock'>(block)} />;
    case 'message': return <MessageFields {...of<'message'>(block)} />;
    case 'table': return <TableFields {...of<'table'>(block)} />;
    case 'runners': return <RunnersFields {...of<'runners'>(block)} />;
    case 'carousel': return <CarouselFields {...of<'carousel'>(block)} />;
    case 'ticker': return <TickerFields {...of<'ticker'>(block)} />;
    case 'qr': return <CodeFields {...of<'qr'>(block)} />;
    case 'video': return <VideoFields {...of<'video'>(block)} />;
    case 'more': return <MoreFields {...of<'more'>(block)} />;
    case 'group': return null;
  }
}

function TextFields({ block, put }: Of<'text'>) {
  const { t } = useTranslation('panels');
  return <PartsEditor label={t('parts.label')} parts={block.text} onCommit={(text) => { put({ text }); }} />;
}

function CodeFields({ block, put }: Of<'qr'>) {
  const { t } = useTranslation('panels');
  return <PartsEditor label={t('parts.code')} parts={block.text ?? []} onCommit={(text) => { put({ text }); }} />;
}

function MoreFields({ block, put }: Of<'more'>) {
  const { t } = useTranslation('panels');
  return <PartsEditor label={t('parts.label')} parts={block.text ?? []} onCommit={(text) => { put({ text }); }} />;
}

function TickerFields({ block, put }: Of<'ticker'>) {
  const { t } = useTranslation('panels');
  return (
    <Stack gap="xs">
      <PartsEditor label={t('parts.label')} parts={block.parts ?? []} onCommit={(parts) => { put({ parts }); }} />
      <NumberField label={t('ticker.speed')} unit="px/s" min={1} max={4000} step={10} usual={120} value={block.speed} onCommit={(speed) => { put({ speed }); }} clearable />
    </Stack>
  );
}

function ShapeFields({ block, put }: Of<'shape'>) {
  const { t } = useTranslation('panels');
  return <ChoiceField label={t('shape.label')} value={block.shape ?? 'rect'} choices={choices(t, 'shape', ['rect', 'ellipse', 'line'])} onCommit={(shape) => { put({ shape }); }} />;
}

function ClockFields({ block, put }: Of<'clock'>) {
  const { t } = useTranslation('panels');
  const times = pathGroups(t, (path) => path === 'race.start_time' || path === 'race.gun_time' || path === 'runner.start_time').flatMap(({ items }) => items);
  const path: Path = block.mode === 'time' ? 'clock.time' : block.mode === 'gun' ? 'clock.gun' : 'clock.countdown';
  return (
    <Stack gap="xs">
      <ChoiceField label={t('clock.label')} value={block.mode} choices={choices(t, 'clock', ['time', 'gun', 'countdown'])} onCommit={(mode) => { if (mode !== undefined) put({ mode, fmt: undefined }); }} />
      {block.mode === 'countdown' && <ChoiceField label={t('clock.to')} value={block.to ?? 'race.start_time'} choices={times} onCommit={(to) => { put({ to }); }} />}
      <FormatFields path={path} fmt={block.fmt} onCommit={(fmt) => { put({ fmt }); }} />
    </Stack>
  );
}

function PhotoFields({ block, put }: Of<'photo'>) {
  const { t } = useTranslation('panels');
  return (
    <Stack gap="xs">
      <AssetField kind="image" label={t('image.fallback')} value={block.fallback} onCommit={(fallback) => { put({ fallback }); }} />
      <ChoiceField label={t('image.fit')} value={block.fit ?? 'cover'} choices={choices(t, 'fill.fits', ['cover', 'contain'])} onCommit={(fit) => { put({ fit }); }} />
    </Stack>
  );
}

function VideoFields({ block, put }: Of<'video'>) {
  const { t } = useTranslation('panels');
  return (
    <Stack gap="xs">
      <AssetField kind="video" label={t('video.asset')} value={block.asset} onCommit={(asset) => { put({ asset }); }} />
      <SwitchField label={t('video.loop')} value={block.loop ?? true} onCommit={(loop) => { put({ loop }); }} />
    </Stack>
  );
}

function RunnersFields({ block, put }: Of<'runners'>) {
  const { t } = useTranslation('panels');
  const blocks = useDoc((doc) => doc.blocks);
  const groups = Object.entries(blocks).filter(([, each]) => each.type === 'group' && each.page === block.page).map(([value, each]) => ({ value, label: blockName(t, each) }));
  const cell = block.cell ?? { w: block.w, h: Math.max(1, Math.round(block.h / block.slots)) };
  return (
    <Stack gap="xs">
      <NumberField label={t('runners.slots')} min={1} max={40} value={block.slots} onCommit={(slots) => { if (slots !== undefined) put({ slots }); }} />
      <ChoiceField label={t('runners.flow')} value={block.flow ?? 'down'} choices={choices(t, 'runners.flows', ['down', 'right', 'grid'])} onCommit={(flow) => { put({ flow }); }} />
      <NumberField label={t('runners.cellW')} unit="px" min={1} max={16_384} value={cell.w} onCommit={(w) => { if (w !== undefined) put({ cell: { ...cell, w } }); }} />
      <NumberField label={t('runners.cellH')} unit="px" min={1} max={16_384} value={cell.h} onCommit={(h) => { if (h !== undefined) put({ cell: { ...cell, h } }); }} />
      <ChoiceField label={t('runners.group')} description={t('runners.groupText')} value={block.group} choices={groups} onCommit={(group) => { if (group !== undefined) put({ group }); }} />
    </Stack>
  );
}
