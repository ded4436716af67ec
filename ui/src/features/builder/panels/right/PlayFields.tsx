/** How runners follow each other. What is left empty is the display's own. */
import { SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Play } from '../../../../document/schema';
import { ChoiceField } from '../fields/ChoiceField';
import { NumberField } from '../fields/NumberField';
import { SwitchField } from '../fields/SwitchField';
import { edit, patched, patchedPart, useDoc } from '../model';
import { choices } from '../words';

/** Seconds in the panel, milliseconds in the document: least, most, and what a display does by itself. */
const TIMES = [
  ['show', 1, 60, 5], ['min', 0.2, 60, 2.5], ['floor', 0.2, 60, 1.2], ['idleAfter', 1, 3600, 12], ['fresh', 1, 3600, 20], ['cooldown', 0, 3600, 60],
] as const;
const SECOND = 1000;

export function PlayFields() {
  const { t } = useTranslation('panels');
  const play = useDoc((doc) => doc.play) ?? {};
  const put = (change: { readonly [K in keyof Play]?: Play[K] | undefined }): void => { edit('edit.play', (doc) => patched(doc, { play: patchedPart(doc.play, change) })); };
  return (
    <Stack gap="xs">
      <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
        {TIMES.map(([key, min, max, usual]) => {
          const value = play[key];
          return <NumberField key={key} label={t(`play.${key}`)} unit="s" digits={1} step={0.5} min={min} max={max} usual={usual} value={value === undefined ? undefined : value / SECOND} onCommit={(seconds) => { put({ [key]: seconds === undefined ? undefined : Math.round(seconds * SECOND) }); }} clearable />;
        })}
        <NumberField label={t('play.limit')} min={1} max={1000} usual={200} value={play.limit} onCommit={(limit) => { put({ limit }); }} clearable />
        <ChoiceField label={t('play.pick')} value={play.pick ?? 'fifo'} choices={choices(t, 'play.picks', ['fifo', 'latest'])} onCommit={(pick) => { put({ pick }); }} />
      </SimpleGrid>
      <SwitchField label={t('play.beep')} value={play.beep === true} onCommit={(on) => { put({ beep: on ? true : undefined }); }} />
    </Stack>
  );
}
