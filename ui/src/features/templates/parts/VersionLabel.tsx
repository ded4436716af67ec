/** A version's name, given in place: with one, the version is kept for ever. */
import { Button, Group, Popover, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { labelVersion, templateKey, type Version } from '../../../api/templates';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { done } from '../../../components/toast';

export function VersionLabel({ template, version: { number, label } }: { readonly template: number; readonly version: Version }) {
  const { t } = useTranslation('templates');
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(label ?? '');
  const save = useMutation({
    mutationFn: (next: string) => labelVersion(template, number, next === '' ? null : next),
    onSuccess: async () => {
      setOpen(false);
      done(t('versions.saved'));
      await queries.invalidateQueries({ queryKey: [...templateKey(template), 'versions'] });
    },
  });
  const verb = t(label === null ? 'versions.name' : 'versions.rename');
  return (
    <Popover opened={open} onChange={setOpen} trapFocus withinPortal position="bottom-start" shadow="md">
      <Popover.Target><Button size="xs" variant="default" aria-label={`${verb}: ${t('versions.one', { number })}`} onClick={() => { setText(label ?? ''); setOpen(!open); }}>{verb}</Button></Popover.Target>
      <Popover.Dropdown aria-label={t('versions.label')}>
        <form noValidate onSubmit={(event) => { event.preventDefault(); save.mutate(text.trim()); }}>
          <TextInput label={t('versions.label')} description={label === null ? undefined : t('versions.noName')} maxLength={120} value={text} onChange={(event) => { setText(event.currentTarget.value); }} data-autofocus />
          <ProblemAlert error={save.error} />
          <Group justify="flex-end" mt="sm" gap="xs">
            <Button size="xs" variant="default" onClick={() => { setOpen(false); }}>{t('shell:cancel')}</Button>
            <Button size="xs" type="submit" loading={save.isPending}>{t('shell:save')}</Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
