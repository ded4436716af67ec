/** What was done, and how to take it back. */
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RosterImport } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { undoImport } from '../requests';
import type { Place } from '../useRoster';
import { fieldName } from '../words';
import { Working } from './Working';

interface Props {
  readonly found: RosterImport;
  readonly place: Place;
  readonly onChanged: (found: RosterImport) => void;
  readonly onAgain: () => void;
}

export function DoneStep({ found, place, onChanged, onAgain }: Props) {
  const { t } = useTranslation('roster');
  const { number } = useFormat();
  const undo = useMutation({
    mutationFn: () => undoImport(place.eventId, found.id),
    onSuccess: async (next) => { onChanged(next); await place.refresh(); },
  });
  const { counts, undone } = found;
  return (
    <Stack gap="md" maw={720}>
      {undone === null ? (
        <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('import.done.title', { file: found.file_name })} role="status">
          {t('import.done.text', { new: number(counts.new), changed: number(counts.changed) })}{counts.rejected > 0 && ` ${t('import.done.rejected', { count: counts.rejected })}`}
        </Alert>
      ) : (
        <Alert color="orange" icon={<IconArrowBackUp aria-hidden />} title={t('import.undone.title', { file: found.file_name })} role="status">
          <Text size="sm">{t('import.undone.text', { restored: number(undone.restored), removed: number(undone.removed) })}</Text>
          {undone.left_alone > 0 && (
            <>
              <Text size="sm" mt="xs">{t('import.undone.left', { count: undone.left_alone })}</Text>
              <List size="sm">{undone.left.slice(0, 20).map((one) => <List.Item key={one.participant_id}>{one.bib === '' ? t('noBib') : one.bib}: {one.fields.map((field) => fieldName(field, t)).join(', ')}</List.Item>)}</List>
            </>
          )}
        </Alert>
      )}
      <ProblemAlert error={undo.error} />
      <Working eventId={place.eventId} id={found.id} working={undo.isPending} />
      <Group>
        <Button renderRoot={(props) => <Link to="/p/$partner/events/$eventId/roster" params={{ partner: place.partner, eventId: place.eventId }} {...props} />}>{t('import.toRoster')}</Button>
        {found.undoable && <Button variant="default" loading={undo.isPending} onClick={() => { undo.mutate(); }}>{t('import.undo')}</Button>}
        <Button variant="default" onClick={onAgain}>{t('import.another')}</Button>
      </Group>
    </Stack>
  );
}
