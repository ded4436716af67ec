/** The members, with what an owner can do about each. */
import { Badge, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MadeLink, People, Person, Role } from '../../../api/generated';
import { ask } from '../../../components/confirm';
import { DataTable, type Column } from '../../../components/DataTable';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done, undoable } from '../../../components/toast';
import { changeRole, PEOPLE, resetPassword, sendAway } from '../requests';
import { PersonMenu } from './PersonMenu';
import { RoleChoice } from './RoleChoice';

interface Props {
  readonly people: People;
  /** The number of who looks. */
  readonly own: number;
  readonly mayEdit: boolean;
  readonly onLink: (link: MadeLink) => void;
}

export function PeopleTable({ people, own, mayEdit, onLink }: Props) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const queries = useQueryClient();
  const give = useMutation({
    mutationFn: ({ person, role }: { person: Person; role: Role }) => changeRole(person.user_id, role),
    onSuccess: (now, { person, role }) => {
      queries.setQueryData(PEOPLE, now);
      undoable(t('roleGiven', { name: person.name, role: t(`shell:role.${role}`) }), async () => {
        queries.setQueryData(PEOPLE, await changeRole(person.user_id, person.role));
      });
    },
  });
  const end = useMutation({
    mutationFn: (person: Person) => sendAway(person.user_id),
    onSuccess: async (_, person) => {
      done(t('ended', { name: person.name }));
      await queries.invalidateQueries({ queryKey: PEOPLE });
    },
  });
  const reset = useMutation({ mutationFn: (person: Person) => resetPassword(person.user_id), onSuccess: onLink });
  const endAfterAsking = async (person: Person): Promise<void> => {
    if (await ask({ title: t('end.title', { name: person.name }), text: t('end.text'), verb: t('end.verb') })) end.mutate(person);
  };
  const columns: readonly Column<Person>[] = [
    { id: 'name', header: t('name'), cell: (person) => <Name person={person} own={own} /> },
    {
      id: 'role', header: t('role'), width: '11rem',
      cell: (person) => mayEdit && person.expires_at === null
        ? <RoleChoice person={person} roles={people.roles} onChoose={(role) => { give.mutate({ person, role }); }} />
        : t(`shell:role.${person.role}`),
    },
    { id: 'factor', header: t('secondFactor'), width: '8rem', cell: ({ second_factor }) => <Text size="sm" c={second_factor ? undefined : 'dimmed'}>{t(second_factor ? 'yes' : 'no')}</Text> },
    { id: 'seen', header: t('lastSignedIn'), width: '10rem', cell: ({ last_signed_in_at }) => last_signed_in_at === null ? t('never') : <span title={format.exact(last_signed_in_at)}>{format.ago(last_signed_in_at)}</span> },
    ...(mayEdit ? [{
      id: 'menu', header: <VisuallyHidden>{t('actions')}</VisuallyHidden>, part: 'actions' as const, width: '3.5rem',
      cell: (person: Person) => <PersonMenu person={person} own={own} onEnd={() => { void endAfterAsking(person); }} onReset={() => { reset.mutate(person); }} />,
    }] : []),
  ];
  return (
    <Stack gap="sm">
      <ProblemAlert error={give.error ?? end.error ?? reset.error} />
      <DataTable label={t('title')} columns={columns} rows={people.people} rowKey={({ user_id }) => user_id} stackBelow="44rem" rowHeight={48} />
    </Stack>
  );
}

function Name({ person, own }: { readonly person: Person; readonly own: number }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  return (
    <>
      <Group gap="xs">
        <Text size="sm" fw={600}>{person.name}</Text>
        {person.user_id === own && <Badge>{t('you')}</Badge>}
        {person.disabled && <Badge color="red">{t('disabled')}</Badge>}
        {person.expires_at !== null && <Badge color="orange">{t('guest', { until: format.dateTime(person.expires_at) })}</Badge>}
      </Group>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>{person.email}</Text>
    </>
  );
}
