/** What a display shows and how: saved with the version that was looked at, so that nobody's work is overwritten unseen. */
import { Button, Group, MultiSelect, NumberInput, Paper, SegmentedControl, Select, Stack, Switch, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSession, clearQueue, sessionKey, type DisplaySession } from '../../../api/display-sessions';
import { LANGUAGES } from '../../../app/languages';
import { MODES } from '../../../components/NewDisplaySession';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { TemplateChoice } from '../../../components/TemplateChoice';
import { done } from '../../../components/toast';
import { useFormProblems } from '../../../components/useFormProblems';
import { changeOf, lookOf, type Look } from '../look';
import { eventOfDisplayQuery } from '../requests';
import { useRefreshSessions } from '../useSessions';
import classes from '../pages/session.module.css';
import { LinesEditor } from './LinesEditor';

export function LookForm({ session }: { readonly session: DisplaySession }) {
  const { t } = useTranslation('displays');
  const queries = useQueryClient();
  const refresh = useRefreshSessions();
  // What the form began with; somebody else's newer version is shown only while nothing is typed here.
  const [base, setBase] = useState(session);
  const form = useForm<Look>({ initialValues: lookOf(session), validate: { show_s: between(1, 60, t('look.showRange')), idle_s: (value) => (value === '' ? null : between(1, 3600, t('look.idleRange'))(value)) } });
  const begin = (now: DisplaySession): void => { setBase(now); form.setInitialValues(lookOf(now)); form.setValues(lookOf(now)); save.reset(); };
  const change = changeOf(lookOf(base), form.values);
  const changed = Object.keys(change).length > 0;
  useEffect(() => { if (session.version !== base.version && !changed) begin(session); }, [session]); // only when the hub tells something newer
  const save = useMutation({
    mutationFn: () => changeSession(session.id, { ...change, version: base.version }),
    onSuccess: async (now) => {
      queries.setQueryData(sessionKey(session.id), now);
      begin(now);
      done(t('saved'));
      await refresh(session.id);
    },
  });
  const problem = useFormProblems(form, save.error);
  return (
    <form noValidate onSubmit={form.onSubmit(() => { save.mutate(); })}>
      <Stack gap="md">
        <Paper withBorder p="md" component="section" aria-label={t('look.title')}>
          <Stack gap="md">
            <Group justify="space-between" gap="xs"><Title order={2}>{t('look.title')}</Title><ClearQueue id={session.id} /></Group>
            <SegmentedControl aria-label={t('mode.label')} data={MODES.map((value) => ({ value, label: t(`mode.${value}`) }))} style={{ alignSelf: 'flex-start' }} {...form.getInputProps('mode')} />
            <TemplateChoice value={form.values.template} onChange={(template) => { form.setFieldValue('template', template); }} />
            <Races session={session} {...form.getInputProps('race_ids')} />
            <Group gap="md" align="flex-start" className={classes.fields}>
              <NumberInput label={t('look.show')} description={t('look.showText')} suffix=" s" min={1} max={60} step={0.5} decimalScale={1} {...form.getInputProps('show_s')} />
              <NumberInput label={t('look.idle')} description={t('look.idleText')} placeholder={t('look.idleUsual')} suffix=" s" min={1} max={3600} decimalScale={1} {...form.getInputProps('idle_s')} />
              <Select label={t('look.language')} description={t('look.languageText')} allowDeselect={false} data={[{ value: '', label: t('look.ownLanguage') }, ...LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))]} {...form.getInputProps('language')} />
            </Group>
            <Switch label={t('look.unknown')} description={t('look.unknownText')} {...form.getInputProps('unknown', { type: 'checkbox' })} />
            <Switch label={t('look.calm')} description={t('look.calmText')} {...form.getInputProps('calm', { type: 'checkbox' })} />
          </Stack>
        </Paper>
        <Paper withBorder p="md" component="section" aria-label={t('lines.title')}>
          <LinesEditor name={session.name} lines={form.values.messages} onChange={(messages) => { form.setFieldValue('messages', messages); }} />
        </Paper>
        <ProblemAlert error={problem} onStale={() => { void queries.fetchQuery({ queryKey: sessionKey(session.id) }).then((now) => { begin(now as DisplaySession); }); }} />
        {changed && (
          <Paper withBorder p="sm" className={classes.bar} role="status">
            <Group justify="space-between" gap="xs">
              <Text size="sm" fw={600}>{t('look.unsaved')}</Text>
              <Group gap="xs">
                <Button variant="default" onClick={() => { begin(session); }}>{t('look.discard')}</Button>
                <Button type="submit" loading={save.isPending}>{t('shell:save')}</Button>
              </Group>
            </Group>
          </Paper>
        )}
      </Stack>
    </form>
  );
}

const between = (least: number, most: number, said: string) => (value: number | string): string | null => (
  value === '' || Number(value) < least || Number(value) > most ? said : null
);

function Races({ session, ...field }: { readonly session: DisplaySession }) {
  const { t } = useTranslation('displays');
  const eventId = session.event_id ?? undefined;
  const event = useQuery({ ...eventOfDisplayQuery(eventId ?? 0), enabled: eventId !== undefined, throwOnError: false });
  const races = event.data?.races ?? [];
  if (races.length === 0) return null;
  return <MultiSelect label={t('look.races')} placeholder={session.race_ids.length === 0 ? t('look.allRaces') : ''} clearable clearButtonProps={{ 'aria-label': t('look.allRaces') }} data={races.map(({ id, name }) => ({ value: String(id), label: name }))} {...field} />;
}

function ClearQueue({ id }: { readonly id: number }) {
  const { t } = useTranslation('displays');
  const refresh = useRefreshSessions();
  const clear = useMutation({ mutationFn: () => clearQueue(id), onSuccess: async () => { done(t('queue.cleared')); await refresh(id); } });
  return (
    <Stack gap={4} align="flex-end">
      <Button size="compact-sm" variant="default" title={t('queue.text')} loading={clear.isPending} onClick={() => { clear.mutate(); }}>{t('queue.clear')}</Button>
      <ProblemAlert error={clear.error} />
    </Stack>
  );
}
