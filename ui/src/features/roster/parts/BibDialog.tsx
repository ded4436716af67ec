/**
 * The last-minute swap: B, the number, Enter. When somebody has that bib, the next Enter exchanges the two; what was
 * read already is said before anything happens.
 */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/client';
import type { Participant, Swap } from '../../../api/generated';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { undoable } from '../../../components/toast';
import { freeQuery, holderOf, swapBib, undoBibs } from '../requests';
import type { Place } from '../useRoster';
import { nameOf } from '../words';

interface Props {
  readonly person: Participant | null;
  readonly place: Place;
  readonly onClose: () => void;
}

type Answer = Pick<Swap, 'if_taken' | 'although_read'>;

export function BibDialog({ person, place, onClose }: Props) {
  const { t } = useTranslation('roster');
  return (
    <Modal opened={person !== null} onClose={onClose} title={person === null ? '' : t('bib.title', { name: nameOf(person, t) })} size="sm" closeButtonProps={{ 'aria-label': t('shell:close') }}>
      {person !== null && <BibForm person={person} place={place} onClose={onClose} />}
    </Modal>
  );
}

function BibForm({ person, place, onClose }: Props & { readonly person: Participant }) {
  const { t } = useTranslation('roster');
  const [bib, setBib] = useState(person.bib);
  const [told, setTold] = useState<Answer>({});
  const free = useQuery(freeQuery(place.eventId, person.race_id));
  const give = useMutation({
    mutationFn: (answer: Answer) => swapBib(place.eventId, { participant_id: person.id, new_bib: bib.trim(), ...answer }),
    onSuccess: async (done) => {
      onClose();
      await place.refresh();
      const others = done.people.slice(1).map((one) => t('bib.other', { name: one.name === '' ? t('hiddenName') : one.name, bib: one.bib === '' ? t('noBib') : one.bib }));
      undoable([t(bib.trim() === '' ? 'bib.taken' : 'bib.given', { name: nameOf(person, t), bib: bib.trim() }), ...others].join(' '), async () => {
        await undoBibs(place.eventId, done.undo);
        await place.refresh();
      });
    },
  });
  const problem = give.error instanceof ApiProblem ? give.error.code : null;
  const holder = useQuery({
    queryKey: ['roster', place.eventId, 'holder', bib.trim()] as const,
    queryFn: ({ signal }) => holderOf(place.eventId, bib.trim(), signal),
    enabled: problem === 'bib_taken',
  });
  const answer = (more: Answer) => { const next = { ...told, ...more }; setTold(next); give.mutate(next); };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (bib.trim() === person.bib) onClose();
    else answer(problem === 'bib_taken' ? { if_taken: 'swap' } : problem === 'bib_read' ? { although_read: true } : {});
  };
  const whose = holder.data === undefined || holder.data === null ? '' : nameOf(holder.data, t);
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t('bib.label')}
          value={bib}
          maxLength={40}
          autoComplete="off"
          data-autofocus
          onFocus={(event) => { event.currentTarget.select(); }}
          onChange={(event) => { setBib(event.currentTarget.value); setTold({}); give.reset(); }}
        />
        {(free.data?.bibs.length ?? 0) > 0 && (
          <Group gap={6}>
            <Text size="sm" c="dimmed">{t('bib.free')}</Text>
            {free.data?.bibs.slice(0, 6).map((one) => <Button key={one} size="compact-sm" variant="default" onClick={() => { setBib(one); give.reset(); }}>{one}</Button>)}
          </Group>
        )}
        {problem !== 'bib_taken' && <ProblemAlert error={give.error} />}
        {problem === 'bib_taken' && <Text role="alert">{whose === '' ? t('bib.isTaken', { bib: bib.trim() }) : t('bib.isTakenBy', { bib: bib.trim(), name: whose })}</Text>}
        <Group justify="flex-end" gap="xs">
          {problem === 'bib_taken' && <Button variant="default" onClick={() => { answer({ if_taken: 'take' }); }}>{t('bib.take')}</Button>}
          <Button type="submit" loading={give.isPending}>
            {problem === 'bib_taken' ? t('bib.swap') : problem === 'bib_read' ? t('bib.nevertheless') : bib.trim() === '' ? t('bib.remove') : t('bib.give')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
