/** Display sessions: whose, of what, fed by what, looked at by whom. */
import { Anchor, Badge, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DisplaySession } from '../../../api/display-sessions';
import { DataTable, type Column } from '../../../components/DataTable';
import { Feeding, Looking } from '../../../components/SessionCard';
import { useFormat } from '../../../components/time';
import { useTemplateName } from '../../../components/useTemplates';
import { useTimingNow } from '../../../components/useTimingNow';
import { useSessionActions } from '../useSessions';
import { SessionMenu, type Dialog } from './SessionMenu';

interface Props {
  readonly partner: string;
  readonly rows: readonly DisplaySession[];
  /** Whether the owners of all of them are told. */
  readonly everyone: boolean;
  readonly manages: boolean;
  readonly onDialog: (session: DisplaySession, dialog: Dialog) => void;
}

export function SessionsTable({ partner, rows, everyone, manages, onDialog }: Props) {
  const { t } = useTranslation('displays');
  const format = useFormat();
  const actions = useSessionActions();
  const live = useTimingNow();
  const templateName = useTemplateName();
  const columns: Column<DisplaySession>[] = [
    {
      id: 'name', header: t('column.name'), cell: (session) => (
        <>
          <Anchor fw={650} renderRoot={(props) => <Link to="/p/$partner/displays/$displayId" params={{ partner, displayId: session.id }} {...props} />}>{session.name}</Anchor>
          <Text size="xs" c="dimmed">{[session.event ?? t('noEvent'), t(`mode.${session.mode}`), templateName(session.template)].join(' · ')}</Text>
        </>
      ),
    },
    { id: 'owner', header: t('column.owner'), width: '10rem', cell: (session) => <Owner session={session} everyone={everyone} /> },
    { id: 'timing', header: t('column.timing'), width: '21rem', cell: (session) => <div><Feeding session={session} live={live} /></div> },
    { id: 'screens', header: t('column.screens'), width: '14rem', cell: (session) => <Looking session={session} /> },
    { id: 'used', header: t('column.used'), width: '9rem', cell: ({ last_used_at }) => <span className="numbers" title={format.exact(last_used_at)}>{format.ago(last_used_at)}</span> },
    {
      id: 'menu', header: <VisuallyHidden>{t('column.menu')}</VisuallyHidden>, width: '3.5rem', part: 'actions', cell: (session) => (
        <SessionMenu
          session={session} manages={manages} onDialog={(dialog) => { onDialog(session, dialog); }} onArchive={() => { void actions.archive(session); }}
          onRestore={() => { void actions.restore(session); }} onTakeOver={() => { void actions.takeOver(session); }}
        />
      ),
    },
  ];
  return <DataTable label={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} rowHeight={56} stackBelow="58rem" />;
}

function Owner({ session: { mine, owner, people } }: { readonly session: DisplaySession; readonly everyone: boolean }) {
  const { t } = useTranslation('displays');
  return (
    <div>
      <Text size="sm">{mine ? t('owner.you') : owner?.name ?? t('owner.nobody')} {owner?.gone === true && <Badge component="span" color="yellow">{t('owner.gone')}</Badge>}</Text>
      {people.length > 0 && <Text size="xs" c="dimmed" title={people.map(({ name }) => name).join(', ')}>{t('owner.shared', { count: people.length })}</Text>}
    </div>
  );
}
