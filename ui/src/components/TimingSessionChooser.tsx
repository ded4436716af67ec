/**
 * The window in which a timing session is chosen for a display: it can be seen live before anything is bound. It stands
 * wherever a display session is at hand and knows nothing of the page behind it.
 */
import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoundTimingSession, SessionTiming } from '../api/display-sessions';
import { CHOICES, choicesQuery, selectTiming, type TimingChoice, type WhichTiming } from '../api/timing-choice';
import { Busy } from './Busy';
import { EmptyState } from './EmptyState';
import { ProblemAlert } from './ProblemAlert';
import { ChoiceCard } from './timing-chooser/ChoiceCard';
import classes from './timing-chooser/chooser.module.css';
import { Marked, type HowToBind } from './timing-chooser/Marked';
import { Unclaimed } from './timing-chooser/Unclaimed';

interface Props {
  readonly displaySessionId: number;
  /** What feeds it already: its locations stand in the window as they were chosen. */
  readonly bound?: readonly SessionTiming[];
  /** Opens with this one marked. */
  readonly marked?: number;
  readonly onBound: (bound: BoundTimingSession) => void;
  readonly onClose: () => void;
}

const WHICH: readonly WhichTiming[] = ['active', 'past', 'all'];

export function TimingSessionChooser({ displaySessionId, bound = [], marked: first, onBound, onClose }: Props) {
  const { t } = useTranslation('displays');
  const queries = useQueryClient();
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [which, setWhich] = useState<WhichTiming>(first === undefined ? 'active' : 'all');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const [wanted, setWanted] = useState<number | null>(first ?? null);
  const choices = useInfiniteQuery({ ...choicesQuery(which, asked), placeholderData: (before) => before, throwOnError: false });
  const items = choices.data?.pages.flatMap((page) => page.items) ?? [];
  const unclaimed = choices.data?.pages[0]?.unclaimed ?? [];
  const marked = items.find(({ id }) => id === wanted) ?? items[0];
  const bind = useMutation({
    mutationFn: ({ choice, how }: { readonly choice: TimingChoice; readonly how: HowToBind }) => selectTiming(choice.id, { display_session_id: displaySessionId, ...how }),
    onSuccess: async (now) => {
      onBound(now);
      await queries.invalidateQueries({ queryKey: CHOICES });
    },
  });
  const boundOf = (choice: TimingChoice): SessionTiming | undefined => bound.find(({ id }) => id === choice.id);
  return (
    <Modal opened onClose={onClose} title={t('choose.title')} size="64rem" fullScreen={narrow} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      <Stack gap="sm">
        <Group gap="sm">
          <TextInput type="search" aria-label={t('choose.search')} placeholder={t('choose.search')} leftSection={<IconSearch size={16} aria-hidden />} maxLength={100} value={search} onChange={(event) => { setSearch(event.currentTarget.value); }} flex={1} miw={180} data-autofocus />
          <SegmentedControl aria-label={t('choose.which')} value={which} onChange={setWhich} data={WHICH.map((value) => ({ value, label: t(`choose.${value}`) }))} />
        </Group>
        <ProblemAlert error={choices.error} retry={() => { void choices.refetch(); }} />
        <ProblemAlert error={bind.error} />
        {choices.isPending && <Busy />}
        {choices.data !== undefined && items.length === 0 && <Nothing which={which} searched={asked !== ''} onAll={() => { setSearch(''); setWhich('all'); }} />}
        <div className={classes.panes}>
          <div className={classes.from}>
            {items.length > 0 && (
              <ul className={classes.list} aria-label={t('choose.list')}>
                {items.map((choice) => (
                  <li key={choice.id}><ChoiceCard choice={choice} marked={choice.id === marked?.id} bound={boundOf(choice) !== undefined || (choice.bound_to ?? []).some(({ id }) => id === displaySessionId)} onMark={() => { setWanted(choice.id); }} /></li>
                ))}
                {choices.hasNextPage && <li><Button fullWidth variant="default" loading={choices.isFetchingNextPage} onClick={() => { void choices.fetchNextPage(); }}>{t('choose.more')}</Button></li>}
              </ul>
            )}
          </div>
          <div className={classes.marked}>
            {marked !== undefined && <Marked key={marked.id} choice={marked} bound={boundOf(marked)} busy={bind.isPending} onBind={(how) => { bind.mutate({ choice: marked, how }); }} />}
          </div>
          <div className={classes.unclaimed}><Unclaimed streams={unclaimed} /></div>
        </div>
      </Stack>
    </Modal>
  );
}

function Nothing({ which, searched, onAll }: { readonly which: WhichTiming; readonly searched: boolean; readonly onAll: () => void }) {
  const { t } = useTranslation('displays');
  if (which === 'all' && !searched) return <EmptyState title={t('choose.none')}>{t('choose.noneText')}</EmptyState>;
  return (
    <EmptyState title={t(searched ? 'choose.notFound' : `choose.nothing.${which}`)} action={<Button variant="default" onClick={onAll}>{t('choose.toAll')}</Button>}>
      <Text span inherit>{t('choose.notFoundText')}</Text>
    </EmptyState>
  );
}
