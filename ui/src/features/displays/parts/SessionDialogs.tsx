/** The window of a display session that is open, whichever it is. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sessionKey, type DisplaySession } from '../../../api/display-sessions';
import { done } from '../../../components/toast';
import { useRefreshSessions } from '../useSessions';
import { NameDialog } from './NameDialog';
import type { Dialog } from './SessionMenu';
import { ShareDialog } from './ShareDialog';

interface Props {
  readonly session: DisplaySession;
  readonly dialog: Dialog;
  readonly onClose: () => void;
  /** A copy was made. */
  readonly onCloned: (copy: DisplaySession) => void;
}

export function SessionDialogs({ session, dialog, onClose, onCloned }: Props) {
  const { t } = useTranslation('displays');
  const queries = useQueryClient();
  const refresh = useRefreshSessions();
  const saved = (said: string) => (now: DisplaySession): void => {
    onClose();
    queries.setQueryData(sessionKey(now.id), now);
    done(said);
    void refresh(now.id);
  };
  const cloned = (copy: DisplaySession): void => {
    saved(t('clone.done', { name: copy.name }))(copy);
    onCloned(copy);
  };
  if (dialog === 'share') return <ShareDialog session={session} onClose={onClose} onDone={saved(t('share.done'))} />;
  return <NameDialog session={session} what={dialog} onClose={onClose} onDone={dialog === 'rename' ? saved(t('saved')) : cloned} />;
}
