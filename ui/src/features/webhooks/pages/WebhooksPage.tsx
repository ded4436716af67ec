/** Whom the hub tells what happened, and what became of each message. */
import { Button } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeWebhook, Webhook } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { DeliveriesDrawer } from '../parts/DeliveriesDrawer';
import { SecretDialog } from '../parts/SecretDialog';
import { WebhookDialog } from '../parts/WebhookDialog';
import { WebhooksTable } from '../parts/WebhooksTable';
import { readWebhooks, WEBHOOKS } from '../requests';

export function WebhooksPage() {
  const { t } = useTranslation('webhooks');
  const webhooks = useQuery({ queryKey: WEBHOOKS, queryFn: ({ signal }) => readWebhooks(signal), throwOnError: false });
  const [edited, setEdited] = useState<Webhook | 'new' | null>(null);
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const [looked, setLooked] = useState<number | null>(null);
  const button = <Button onClick={() => { setEdited('new'); }}>{t('make')}</Button>;
  const none = webhooks.data?.webhooks.length === 0;
  const lookedAt = webhooks.data?.webhooks.find(({ id }) => id === looked);
  return (
    <>
      <PageHeader title={t('title')} description={t('text')} actions={!none && button} />
      {webhooks.isPending && <Busy />}
      <ProblemAlert error={webhooks.error} retry={() => { void webhooks.refetch(); }} />
      {none && <EmptyState title={t('none.title')} icon={<IconWebhook size={32} aria-hidden />} action={button}>{t('none.text')}</EmptyState>}
      {webhooks.data !== undefined && !none && <WebhooksTable webhooks={webhooks.data.webhooks} onEdit={setEdited} onLook={setLooked} />}
      {edited !== null && webhooks.data !== undefined && (
        <WebhookDialog webhook={edited === 'new' ? null : edited} kinds={webhooks.data.kinds} onClose={() => { setEdited(null); }} onMade={setMade} />
      )}
      {made !== null && <SecretDialog made={made} onClose={() => { setMade(null); }} />}
      {lookedAt !== undefined && <DeliveriesDrawer webhook={lookedAt} onClose={() => { setLooked(null); }} />}
    </>
  );
}
