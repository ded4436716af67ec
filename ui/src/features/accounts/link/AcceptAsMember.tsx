/** Who has an account proves that it is theirs, then joins: signed in already, or signing in here. */
import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../../../api/client';
import type { LinkFacts } from '../../../api/generated';
import { meQuery } from '../../../api/me';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { followLink, signOutHere } from '../requests';
import { CodeStep } from '../sign-in/CodeStep';
import { PasskeyButton } from '../sign-in/PasskeyButton';
import { PasswordStep } from '../sign-in/PasswordStep';

interface Props {
  readonly secret: string;
  readonly facts: LinkFacts;
  readonly onDone: () => void;
}

export function AcceptAsMember({ secret, facts, onDone }: Props) {
  const { t } = useTranslation('accounts');
  const [code, setCode] = useState(false);
  const me = useQuery({ ...meQuery, throwOnError: false });
  const accept = useMutation({ mutationFn: () => followLink(secret, {}), onSuccess: onDone });
  const change = useMutation({
    mutationFn: signOutHere,
    onSuccess: async () => { await session.left('keep'); await me.refetch(); },
  });
  if (me.isPending) return <Busy />;
  if (me.data !== undefined && !me.isError && me.data.email !== facts.email) {
    return (
      <Stack gap="sm">
        <Text>{t('link.somebodyElse', { email: me.data.email })}</Text>
        <ProblemAlert error={change.error} />
        <Button loading={change.isPending} onClick={() => { change.mutate(); }}>{t('link.signInAsOther')}</Button>
      </Stack>
    );
  }
  const signedIn = (): void => { void me.refetch().then(() => { accept.mutate(); }); };
  if (me.data === undefined || me.isError) {
    return (
      <Stack gap="md">
        <Text>{t('link.signInFirst')}</Text>
        {code
          ? <CodeStep onDone={signedIn} onBack={() => { setCode(false); }} />
          : <><PasswordStep email={facts.email} onDone={(needsCode) => { if (needsCode) setCode(true); else signedIn(); }} /><PasskeyButton onDone={signedIn} /></>}
        <ProblemAlert error={accept.error} />
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <ProblemAlert error={accept.error} />
      <Button loading={accept.isPending} onClick={() => { accept.mutate(); }}>{t('link.accept')}</Button>
    </Stack>
  );
}
