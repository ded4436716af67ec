/**
 * What a screen shows now: the display page itself in a small frame, made as for a large screen and scaled down. It is asked
 * to be nobody (`preview`): it is no screen, has no name and reports nothing.
 */
import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linksQuery, type DisplaySession } from '../../../api/display-sessions';
import classes from '../pages/session.module.css';

const SHAPES = { wide: [1920, 1080], tall: [1080, 1920] } as const;
type Shape = keyof typeof SHAPES;

export function Preview({ session }: { readonly session: DisplaySession }) {
  const { t } = useTranslation('displays');
  const links = useQuery({ ...linksQuery(session.id), throwOnError: false });
  const [shape, setShape] = useState<Shape>('wide');
  const { ref, width: room } = useElementSize();
  const open = links.data?.items.find(({ state }) => state === 'open');
  if (open === undefined) return <Text size="sm" c="dimmed">{t(links.data === undefined ? 'preview.opening' : 'preview.needsLink')}</Text>;
  const [width, height] = SHAPES[shape];
  const scale = (shape === 'wide' ? room : room / 2) / width;
  return (
    <Stack gap={6}>
      <div ref={ref} className={classes.preview} style={{ aspectRatio: shape === 'wide' ? '16 / 9' : '9 / 8' }}>
        {room > 0 && (
          <iframe
            key={open.id} title={t('preview.title', { name: session.name })} src={`/display/${open.id}?preview=1`} tabIndex={-1} width={width} height={height}
            style={{ transform: `translateX(${shape === 'wide' ? 0 : room / 4}px) scale(${scale})` }}
          />
        )}
      </div>
      <SegmentedControl size="xs" aria-label={t('preview.shape')} value={shape} onChange={setShape} data={[{ value: 'wide', label: t('preview.wide') }, { value: 'tall', label: t('preview.tall') }]} style={{ alignSelf: 'flex-start' }} />
    </Stack>
  );
}
