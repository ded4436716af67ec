/** What can be done to an event from its page and from the list alike; each with its undo. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EventBrief } from '../../api/generated';
import { failed, undoable } from '../../components/toast';
import { sentence } from '../../components/ProblemAlert';
import { archiveEvent, deleteEvent, eventKey, eventsKey, restoreEvent } from './requests';

export function useRefreshEvents(partner: string): (eventId: number) => Promise<void> {
  const queries = useQueryClient();
  return async (eventId) => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: eventsKey(partner) }),
      queries.invalidateQueries({ queryKey: eventKey(partner, eventId) }),
    ]);
  };
}

export type Named = Pick<EventBrief, 'id' | 'name'>;

export function useEventActions(partner: string) {
  const { t } = useTranslation('events');
  const refresh = useRefreshEvents(partner);
  const act = (work: (id: number) => Promise<unknown>, said: 'archived' | 'deleted', undo: (id: number) => Promise<unknown>) => async ({ id, name }: Named): Promise<boolean> => {
    try {
      await work(id);
    } catch (error) {
      failed(sentence(error, t('shell:fault.text')));
      return false;
    }
    undoable(t(said, { name }), async () => { await undo(id); await refresh(id); });
    await refresh(id);
    return true;
  };
  return {
    archive: act(archiveEvent, 'archived', restoreEvent),
    remove: act(deleteEvent, 'deleted', restoreEvent),
    restore: async ({ id }: Named): Promise<void> => {
      try { await restoreEvent(id); } catch (error) { failed(sentence(error, t('shell:fault.text'))); }
      await refresh(id);
    },
  };
}
