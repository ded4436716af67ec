/** Keys for programs: which there are, when they were used last; made with the secret shown once, and revoked. */
import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeKey } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { KeysTable } from '../parts/KeysTable';
import { NewKeyDialog } from '../parts/NewKeyDialog';
import { SecretDialog } from '../parts/SecretDialog';
import { KEYS, readKeys } from '../requests';

export function KeysPage() {
  const { t } = useTranslation('keys');
  const keys = useQuery({ queryKey: KEYS, queryFn: ({ signal }) => readKeys(signal), throwOnError: false });
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);
  const button = <Button onClick={() => { setMaking(true); }}>{t('make')}</Button>;
  const none = keys.data?.keys.length === 0;
  return (
    <>
      <PageHeader title={t('title')} description={t('text')} actions={!none && button} />
      {keys.isPending && <Busy />}
      <ProblemAlert error={keys.error} retry={() => { void keys.refetch(); }} />
      {none && <EmptyState title={t('none.title')} icon={<IconKey size={32} aria-hidden />} action={button}>{t('none.text')}</EmptyState>}
      {keys.data !== undefined && !none && <KeysTable keys={keys.data.keys} />}
      {making && keys.data !== undefined && (
        <NewKeyDialog scopes={keys.data.may_be_given} onClose={() => { setMaking(false); }} onMade={(one) => { setMaking(false); setMade(one); }} />
      )}
      {made !== null && <SecretDialog made={made} onClose={() => { setMade(null); }} />}
    </>
  );
}
