/** The same screens as rows, for who compares numbers. */
import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { DataTable, type Column } from '../../../components/DataTable';
import { ofScreens } from '../target';
import { AgeOfData, Build, Marks, Size } from './Facts';
import type { RowProps } from './rows';
import { ScreenMenu } from './ScreenMenu';
import { ScreenName } from './ScreenName';
import { Showing } from './Showing';
import { Heartbeat, State } from './State';

interface Props extends RowProps {
  readonly label: string;
  readonly screens: readonly Screen[];
  readonly chosen: ReadonlySet<number>;
  readonly renaming: number | null;
}

export function ScreensTable({ label, screens, chosen, renaming, newest, clockAhead, acting, onChoose, onOpen, onRename, onAsk }: Props) {
  const { t } = useTranslation('screens');
  const columns: readonly Column<Screen>[] = [
    {
      id: 'name', header: t('fact.screen'), width: '14rem', cell: (screen) => (
        <Group gap={8} wrap="nowrap">
          <Checkbox checked={chosen.has(screen.id)} aria-label={t('choose', { number: screen.number, name: screen.name })} onChange={(event) => { onChoose(screen.id, (event.nativeEvent as MouseEvent).shiftKey); }} />
          <ScreenName screen={screen} renaming={renaming === screen.id} onOpen={() => { onOpen(screen.id); }} onRenamed={(next) => { onRename(null); if (next !== null) acting.rename(screen, next); }} />
        </Group>
      ),
    },
    { id: 'menu', header: t('fact.actions'), part: 'actions', width: '4.5rem', cell: (screen) => <ScreenMenu target={ofScreens([screen])} label={t('actionsOf', { number: screen.number, name: screen.name })} acting={acting} onAsk={onAsk} onOpen={() => { onOpen(screen.id); }} onRename={() => { onRename(screen.id); }} /> },
    { id: 'state', header: t('fact.state'), width: '12.5rem', cell: (screen) => <Stack gap={2} align="flex-start"><State screen={screen} clockAhead={clockAhead} /><Heartbeat screen={screen} clockAhead={clockAhead} /></Stack> },
    { id: 'shows', header: t('fact.shows'), width: '14rem', cell: (screen) => <Showing screen={screen} /> },
    { id: 'data', header: t('fact.dataAge'), width: '5.5rem', cell: (screen) => <AgeOfData screen={screen} /> },
    { id: 'session', header: t('fact.session'), width: '9rem', cell: ({ session, link }) => <div>{session?.name ?? t('none')}{link !== null && <Text size="xs" c="dimmed">{link.label === '' ? link.address : link.label}</Text>}</div> },
    { id: 'size', header: t('fact.size'), width: '12rem', cell: (screen) => <div><Size screen={screen} /><div><Build screen={screen} newest={newest} /></div></div> },
    { id: 'marks', header: t('fact.marks'), width: '8rem', cell: (screen) => <Marks screen={screen} clockAhead={clockAhead} /> },
  ];
  return <DataTable label={label} columns={columns} rows={screens} rowKey={({ id }) => id} rowHeight={44} maxHeight="70dvh" stackBelow="58rem" selected={({ id }) => chosen.has(id)} />;
}
