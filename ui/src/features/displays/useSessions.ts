/** What can be done to a display session from its page and from the list alike; with its undo where there is one. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { archiveSession, restoreSession, sessionKey, SESSIONS, takeOverSession, type DisplaySession } from '../../api/display-sessions';
import { ask } from '../../components/confirm';
import { sentence } from '../../components/ProblemAlert';
import { done, failed, undoable } from '../../components/toast';

export type Named = Pick<DisplaySession, 'id' | 'name'>;

export function useRefreshSessions(): (id: number) => Promise<void> {
  const queries = useQueryClient();
  return async (id) => {
    await Promise.all([SESSIONS, sessionKey(id)].map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}

export function useSessionActions() {
  const { t } = useTranslation('displays');
  const refresh = useRefreshSessions();
  const tried = async (id: number, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      failed(sentence(error, t('shell:fault.text')));
      return false;
    } finally {
      await refresh(id);
    }
  };
  return {
    archive: async ({ id, name }: Named): Promise<boolean> => {
      const gone = await tried(id, () => archiveSession(id));
      if (gone) undoable(t('archived', { name }), async () => { await restoreSession(id); await refresh(id); });
      return gone;
    },
    restore: ({ id }: Named): Promise<boolean> => tried(id, () => restoreSession(id)),
    takeOver: async ({ id, name, owner }: Named & Pick<DisplaySession, 'owner'>): Promise<void> => {
      const text = owner === null ? t('takeOver.ofNobody', { name }) : t('takeOver.text', { name, owner: owner.name });
      if (!(await ask({ title: t('takeOver.title'), text, verb: t('takeOver.verb') }))) return;
      if (await tried(id, () => takeOverSession(id))) done(t('takeOver.done', { name }));
    },
  };
}
