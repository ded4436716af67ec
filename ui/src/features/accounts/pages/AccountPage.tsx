/** Everything of one's own: name, language, how one signs in, and where. */
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../../../api/me';
import { PageHeader } from '../../../components/PageHeader';
import { Passkeys } from '../account/Passkeys';
import { Password } from '../account/Password';
import { Profile } from '../account/Profile';
import { SecondFactor } from '../account/SecondFactor';
import { Sessions } from '../account/Sessions';

export function AccountPage() {
  const { t } = useTranslation('accounts');
  const { me: first } = useRouteContext({ from: '/signed-in' });
  const { data: me = first } = useQuery({ ...meQuery, throwOnError: false });
  return (
    <>
      <PageHeader title={t('account.title')} />
      <Stack gap="md" maw={760}>
        <Profile me={me} />
        <Password me={me} />
        <SecondFactor me={me} />
        <Passkeys />
        <Sessions />
      </Stack>
    </>
  );
}
