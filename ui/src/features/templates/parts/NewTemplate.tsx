/** A new template: how large the wall is, or which of our own to begin with. */
import { Button, Group, Modal, NumberInput, Stack, Tabs, TextInput, UnstyledButton, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makeTemplate, startersQuery, TEMPLATES, type Starter, type Template } from '../../../api/templates';
import { Busy } from '../../../components/Busy';
import { DocumentPicture } from '../../../components/DocumentPicture';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { emptyDocument } from '../empty';
import { LEAST, MOST, possible, presetOf, SCREENS, WALLS, type Preset, type Size } from '../sizes';
import classes from './new.module.css';

interface Props {
  readonly onClose: () => void;
  readonly onMade: (template: Template) => void;
}

export function NewTemplate({ onClose, onMade }: Props) {
  const { t } = useTranslation('templates');
  const queries = useQueryClient();
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: makeTemplate,
    onSuccess: async (template) => { onMade(template); await queries.invalidateQueries({ queryKey: TEMPLATES }); },
  });
  const called = name.trim();
  return (
    <Modal opened onClose={onClose} size="60rem" fullScreen={narrow} title={t('new')} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="md">
        <TextInput label={t('form.name')} description={t('form.nameText')} maxLength={120} data-autofocus value={name} onChange={(event) => { setName(event.currentTarget.value); }} maw={420} />
        <ProblemAlert error={make.error} />
        <Tabs defaultValue="size">
          <Tabs.List>
            <Tabs.Tab value="size">{t('form.bySize')}</Tabs.Tab>
            <Tabs.Tab value="starter">{t('form.byStarter')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="size" pt="md">
            <BySize busy={make.isPending} onMake={(size) => { make.mutate({ document: emptyDocument(called === '' ? t('form.untitled') : called, size, t) }); }} />
          </Tabs.Panel>
          <Tabs.Panel value="starter" pt="md">
            <Starters busy={make.isPending} onMake={(starter) => { make.mutate({ starter: starter.name, name: called === '' ? t(`starter.${starter.name}.name`, { defaultValue: starter.title }) : called }); }} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Modal>
  );
}

function BySize({ busy, onMake }: { readonly busy: boolean; readonly onMake: (size: Size) => void }) {
  const { t } = useTranslation('templates');
  const [w, setW] = useState<number | string>(1920);
  const [h, setH] = useState<number | string>(1080);
  const size = possible(w) && possible(h) ? { w, h } : null;
  const take = (preset: Preset): void => { setW(preset.w); setH(preset.h); };
  const chosen = size === null ? undefined : presetOf(size)?.id;
  const number = { min: LEAST, max: MOST, allowDecimal: false, allowNegative: false, clampBehavior: 'none', w: 130 } as const;
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); if (size !== null) onMake(size); }}>
      <Stack gap="md">
        <Presets label={t('size.screens')} presets={SCREENS} chosen={chosen} onTake={take} />
        <Presets label={t('size.walls')} presets={WALLS} chosen={chosen} onTake={take} />
        <Group align="flex-start" gap="sm">
          <NumberInput label={t('size.width')} value={w} onChange={setW} error={possible(w) ? undefined : t('size.range', { least: LEAST, most: MOST })} {...number} />
          <NumberInput label={t('size.height')} value={h} onChange={setH} error={possible(h) ? undefined : t('size.range', { least: LEAST, most: MOST })} {...number} />
          <Button type="button" variant="default" mt={25} onClick={() => { setW(h); setH(w); }}>{t('size.turn')}</Button>
        </Group>
        <Group justify="flex-end"><Button type="submit" disabled={size === null} loading={busy}>{t('form.make')}</Button></Group>
      </Stack>
    </form>
  );
}

const LONGEST_REM = 4.2;

function Presets({ label, presets, chosen, onTake }: { readonly label: string; readonly presets: readonly Preset[]; readonly chosen: string | undefined; readonly onTake: (preset: Preset) => void }) {
  const { t } = useTranslation('templates');
  return (
    <div role="group" aria-label={label}>
      <Text size="sm" fw={600} mb={6}>{label}</Text>
      <div className={classes.presets}>
        {presets.map((preset) => {
          const { id, w, h } = preset;
          const scale = LONGEST_REM / Math.max(w, h);
          return (
            <UnstyledButton key={id} className={classes.preset} aria-pressed={chosen === id} onClick={() => { onTake(preset); }}>
              <span className={classes.shape}><span style={{ width: `${w * scale}rem`, height: `${h * scale}rem` }} /></span>
              <Text span size="sm" fw={600}>{t(`size.${id}`)}</Text>
              <Text span size="xs" c="dimmed">{w} × {h}</Text>
            </UnstyledButton>
          );
        })}
      </div>
    </div>
  );
}

function Starters({ busy, onMake }: { readonly busy: boolean; readonly onMake: (starter: Starter) => void }) {
  const { t } = useTranslation('templates');
  const starters = useQuery({ ...startersQuery, throwOnError: false });
  const titleOf = ({ name, title }: Starter): string => t(`starter.${name}.name`, { defaultValue: title });
  return (
    <>
      <ProblemAlert error={starters.error} retry={() => { void starters.refetch(); }} />
      {starters.isPending && <Busy />}
      <ul className={classes.starters} aria-label={t('form.byStarter')}>
        {starters.data?.map((starter) => (
          <li key={starter.name}>
            <UnstyledButton className={classes.starter} disabled={busy} onClick={() => { onMake(starter); }} title={t('form.begin', { title: titleOf(starter) })}>
              <span className={classes.picture}><DocumentPicture document={starter.document} width={starter.width} height={starter.height} /></span>
              <Text span size="sm" fw={600}>{titleOf(starter)}</Text>
              <Text span size="xs">{t(`starter.${starter.name}.text`, { defaultValue: '' })}</Text>
              <Text span size="xs" c="dimmed">{t('sized', { w: starter.width, h: starter.height })}</Text>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}
