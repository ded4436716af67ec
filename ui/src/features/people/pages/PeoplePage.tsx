/** Who works for the timing partner: members, invitations that are still open, and what each role may do. */
import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeLink } from '../../../api/generated';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { LinkDialog } from '../../../components/LinkDialog';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { Invitations } from '../parts/Invitations';
import { InviteDialog } from '../parts/InviteDialog';
import { PeopleTable } from '../parts/PeopleTable';
import { RolesTable } from '../parts/RolesTable';
import { PEOPLE, readPeople } from '../requests';

export function PeoplePage() {
  const { t } = useTranslation('people');
  const { me, membership } = partnerRoute.useRouteContext();
  const people = useQuery({ queryKey: PEOPLE, queryFn: ({ signal }) => readPeople(signal), throwOnError: false });
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<MadeLink | null>(null);
  const mayEdit = membership.permissions.includes('people.edit');
  return (
    <>
      <PageHeader
        title={t('title')} description={t('text', { partner: membership.name })}
        actions={mayEdit && <Button onClick={() => { setInviting(true); }}>{t('invite')}</Button>}
      />
      {people.isPending && <Busy />}
      <ProblemAlert error={people.error} retry={() => { void people.refetch(); }} />
      {people.data !== undefined && (
        <Stack gap="xl">
          <PeopleTable people={people.data} own={me.id} mayEdit={mayEdit} onLink={setLink} />
          <Invitations invitations={people.data.invitations} mayEdit={mayEdit} />
          <RolesTable roles={people.data.roles} />
        </Stack>
      )}
      {inviting && people.data !== undefined && (
        <InviteDialog
          roles={people.data.roles}
          onClose={() => { setInviting(false); }}
          onMade={(made) => { setInviting(false); setLink(made); }}
        />
      )}
      {link !== null && <LinkDialog link={link} onClose={() => { setLink(null); }} />}
    </>
  );
}
