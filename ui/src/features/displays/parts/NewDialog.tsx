/** A new display session, of an event that is chosen first. */
import { Modal, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DisplaySession } from '../../../api/display-sessions';
import { NewDisplaySession } from '../../../components/NewDisplaySession';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { eventsToShowQuery } from '../requests';

interface Props {
  readonly onClose: () => void;
  readonly onMade: (session: DisplaySession) => void;
}

export function NewDialog({ onClose, onMade }: Props) {
  const { t } = useTranslation('displays');
  const format = useFormat();
  const events = useQuery({ ...eventsToShowQuery, throwOnError: false });
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = wanted ?? String(events.data?.items[0]?.id ?? '');
  return (
    <Modal opened onClose={onClose} title={t('new')} size="lg" closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="sm">
        <ProblemAlert error={events.error} retry={() => { void events.refetch(); }} />
        <Select
          label={t('form.event')} searchable allowDeselect={false} value={chosen === '' ? null : chosen} onChange={setWanted} nothingFoundMessage={t('form.noEvent')}
          data={events.data?.items.map(({ id, name, day }) => ({ value: String(id), label: `${name}, ${format.day(day)}` })) ?? []}
        />
        {chosen !== '' && <NewDisplaySession key={chosen} eventId={Number(chosen)} onMade={onMade} onCancel={onClose} />}
      </Stack>
    </Modal>
  );
}
