/** What a screen is and what was chosen for it, each fact in a word or two. */
import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { TemplateName } from '../../../components/TemplateName';
import { useFormat } from '../../../components/time';
import { shapeOf } from '../choice';
import { OLD_DATA_MS } from '../looks';

export function Size({ screen: { width, height } }: { readonly screen: Screen }) {
  const { t } = useTranslation('screens');
  const shape = shapeOf({ width, height });
  return <Text span size="sm" className="numbers">{shape === 'unknown' ? t('shape.unknown') : `${width} × ${height}, ${t(`shape.${shape}`)}`}</Text>;
}

export function Build({ screen: { build }, newest }: { readonly screen: Screen; readonly newest: string | null }) {
  const { t } = useTranslation('screens');
  if (build === '') return <Text span size="sm" c="dimmed">{t('none')}</Text>;
  const old = newest !== null && build !== newest;
  return <Group gap={6} component="span" display="inline-flex"><Text span size="sm" className="numbers">{build.slice(0, 12)}</Text>{old && <Badge color="orange" size="sm" title={t('oldBuildText')}>{t('oldBuild')}</Badge>}</Group>;
}

export function AgeOfData({ screen: { data_age_ms: age, state } }: { readonly screen: Screen }) {
  const { t } = useTranslation('screens');
  const { number } = useFormat();
  if (age === null || state === 'never') return <Text span size="sm" c="dimmed">{t('none')}</Text>;
  const old = age > OLD_DATA_MS;
  const words = age < 120_000 ? t('seconds', { seconds: number(age / 1000, age < 10_000 ? 1 : 0) }) : t('minutes', { minutes: number(age / 60_000) });
  return <Text span size="sm" className="numbers" fw={old ? 650 : 400} c={old ? 'red' : undefined}>{words}</Text>;
}

/** What differs from a screen that nobody touched. */
export function Marks({ screen, clockAhead }: { readonly screen: Screen; readonly clockAhead: number }) {
  const { t } = useTranslation('screens');
  const { time } = useFormat();
  const { blank, session, template, language, locations, released_until: until } = screen;
  const free = until !== null && new Date(until).getTime() > Date.now() + clockAhead;
  return (
    <Group gap={4}>
      {blank && <Badge color="gray" variant="filled" size="sm">{t('mark.blank')}</Badge>}
      {session?.by === 'operator' && <Badge color="lane" size="sm">{t('mark.pointed')}</Badge>}
      {template !== null && <Badge color="lane" size="sm"><TemplateName reference={template} /></Badge>}
      {language !== null && <Badge color="gray" size="sm">{t(`language.${language}`)}</Badge>}
      {locations !== null && <Badge color="gray" size="sm" style={{ maxWidth: '100%' }} title={locations.join(', ')}>{t('mark.locations', { count: locations.length, names: locations.join(', ') })}</Badge>}
      {free && <Badge color="orange" size="sm">{t('mark.free', { until: time(until) })}</Badge>}
    </Group>
  );
}
