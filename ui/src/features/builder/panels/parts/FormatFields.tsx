/** How a value is written. Which ways there are follows from what it is; as usual when nothing is said. */
import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PATHS, type Format, type Kind, type Path } from '../../../../document/schema';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { choices } from '../words';

interface Props {
  readonly path: Path;
  readonly fmt: Format | undefined;
  readonly onCommit: (fmt: Format | undefined) => void;
}

type As = Format['as'];

const WAYS: Readonly<Record<Kind, readonly As[]>> = {
  text: ['text'], number: ['number', 'ordinal', 'text'], time: ['time'], duration: ['duration'], pace: ['pace'], country: ['country', 'text'], image: [], list: ['number'], bool: ['text'],
};
const EVERY: readonly As[] = ['text', 'number', 'ordinal', 'duration', 'time', 'pace', 'country'];

export function kindOf(path: Path): Kind | null {
  return path in PATHS ? PATHS[path as keyof typeof PATHS] : null; // the keys of PATHS are its paths
}

export function FormatFields({ path, fmt, onCommit }: Props) {
  const { t } = useTranslation('panels');
  const kind = kindOf(path);
  const ways = kind === null ? EVERY : WAYS[kind];
  if (ways.length === 0) return null;
  return (
    <Stack gap="xs">
      <ChoiceField label={t('fmt.as')} none={t('fmt.usual')} value={fmt?.as} choices={choices(t, 'fmt.way', ways)} onCommit={(as) => { onCommit(as === undefined ? undefined : { as }); }} />
      {fmt !== undefined && <OneFormat fmt={fmt} onCommit={onCommit} />}
    </Stack>
  );
}

function OneFormat({ fmt, onCommit }: { readonly fmt: Format; readonly onCommit: (fmt: Format) => void }) {
  const { t } = useTranslation('panels');
  switch (fmt.as) {
    case 'text': return (
      <>
        <ChoiceField label={t('fmt.case')} none={t('fmt.asIs')} value={fmt.case === 'none' ? undefined : fmt.case} choices={choices(t, 'fmt.cases', ['upper', 'lower', 'title'])} onCommit={(value) => { onCommit({ ...fmt, case: value ?? 'none' }); }} />
        <NumberField label={t('fmt.max')} clearable min={1} max={500} value={fmt.max} onCommit={(max) => { onCommit(max === undefined ? { as: 'text', ...(fmt.case === undefined ? {} : { case: fmt.case }) } : { ...fmt, max }); }} />
      </>
    );
    case 'number': return (
      <>
        <NumberField label={t('fmt.digits')} min={0} max={6} value={fmt.digits} usual={0} onCommit={(digits) => { if (digits !== undefined) onCommit({ ...fmt, digits }); }} />
        <NumberField label={t('fmt.pad')} min={0} max={12} value={fmt.pad} usual={0} onCommit={(pad) => { if (pad !== undefined) onCommit({ ...fmt, pad }); }} />
      </>
    );
    case 'duration': return (
      <>
        <ChoiceField label={t('fmt.pattern')} value={fmt.pattern ?? 'auto'} choices={choices(t, 'fmt.patterns', ['auto', 'h:mm:ss', 'h:mm:ss.S', 'h:mm:ss.SS', 'm:ss'])} onCommit={(pattern) => { if (pattern !== undefined) onCommit({ ...fmt, pattern }); }} />
        <ChoiceField label={t('fmt.round')} value={fmt.round ?? 'ceil'} choices={choices(t, 'fmt.rounds', ['ceil', 'floor', 'nearest'])} onCommit={(round) => { if (round !== undefined) onCommit({ ...fmt, round }); }} />
      </>
    );
    case 'time': return (
      <>
        <ChoiceField label={t('fmt.style')} value={fmt.style ?? 'medium'} choices={choices(t, 'fmt.styles', ['medium', 'short'])} onCommit={(style) => { if (style !== undefined) onCommit({ ...fmt, style }); }} />
        <ChoiceField label={t('fmt.zone')} value={fmt.zone ?? 'race'} choices={choices(t, 'fmt.zones', ['race', 'screen'])} onCommit={(zone) => { if (zone !== undefined) onCommit({ ...fmt, zone }); }} />
      </>
    );
    case 'pace': return <ChoiceField label={t('fmt.unit')} value={fmt.unit ?? 'min/km'} choices={(['min/km', 'min/mi', 'km/h', 'mph'] as const).map((value) => ({ value, label: value }))} onCommit={(unit) => { if (unit !== undefined) onCommit({ ...fmt, unit }); }} />;
    case 'country': return <ChoiceField label={t('fmt.show')} value={fmt.show ?? 'name'} choices={choices(t, 'fmt.shows', ['name', 'code', 'flag'])} onCommit={(show) => { if (show !== undefined) onCommit({ ...fmt, show }); }} />;
    case 'ordinal': return null;
  }
}
