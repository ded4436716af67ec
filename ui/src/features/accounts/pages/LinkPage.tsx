/** An invitation, or a new password: what the link is for decides what is asked. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkFacts } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { GuestFrame } from '../GuestFrame';
import { AcceptAsMember } from '../link/AcceptAsMember';
import { ChooseForm } from '../link/ChooseForm';
import { readLink } from '../requests';
import { CodeStep } from '../sign-in/CodeStep';
import { useSignedIn } from '../useSignedIn';

export function LinkPage() {
  const { t } = useTranslation('accounts');
  const { secret } = useParams({ from: '/link/$secret' });
  const link = useQuery({ queryKey: ['link', secret], queryFn: ({ signal }) => readLink(secret, signal), throwOnError: false, staleTime: Infinity });
  if (link.data !== undefined) return <KnownLink secret={secret} facts={link.data} />;
  return (
    <GuestFrame title={t('link.title')}>
      {link.isPending && <Busy />}
      <ProblemAlert error={link.error} />
    </GuestFrame>
  );
}

function KnownLink({ secret, facts }: { readonly secret: string; readonly facts: LinkFacts }) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const signedIn = useSignedIn();
  const [code, setCode] = useState(false);
  const home = facts.slug === null || facts.slug === undefined ? '/' : `/p/${facts.slug}`;
  const done = (): void => { void signedIn(home); };
  if (code) return <GuestFrame key="code" title={t('code.title')}><CodeStep onDone={done} /></GuestFrame>;
  if (facts.kind === 'password_reset') {
    return (
      <GuestFrame title={t('link.resetTitle')} description={t('link.resetText', { email: facts.email })}>
        <ChooseForm secret={secret} facts={facts} onDone={(needsCode) => { if (needsCode) setCode(true); else done(); }} />
      </GuestFrame>
    );
  }
  const role = t(`shell:role.${facts.role ?? 'read_only'}`);
  return (
    <GuestFrame title={t('link.invitationTitle', { partner: facts.partner })} description={t('link.invitationText', { partner: facts.partner, role, until: format.dateTime(facts.expires_at) })}>
      <Text mb="sm" size="sm">{t('link.for', { email: facts.email })}</Text>
      {facts.has_account
        ? <AcceptAsMember secret={secret} facts={facts} onDone={done} />
        : <ChooseForm secret={secret} facts={facts} onDone={done} />}
    </GuestFrame>
  );
}
