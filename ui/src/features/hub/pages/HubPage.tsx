/** For hub administrators: partners, users, and the hub's own log. Of a partner only how much there is. */
import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MadeLink } from '../../../api/generated';
import { LinkDialog } from '../../../components/LinkDialog';
import { PageHeader } from '../../../components/PageHeader';
import { Log } from '../parts/Log';
import { Partners } from '../parts/Partners';
import { Users } from '../parts/Users';

export function HubPage() {
  const { t } = useTranslation('hub');
  const [link, setLink] = useState<MadeLink | null>(null);
  return (
    <>
      <PageHeader title={t('title')} description={t('text')} />
      <Tabs defaultValue="partners" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="partners">{t('partners.title')}</Tabs.Tab>
          <Tabs.Tab value="users">{t('users.title')}</Tabs.Tab>
          <Tabs.Tab value="log">{t('log.title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="partners"><Partners onLink={setLink} /></Tabs.Panel>
        <Tabs.Panel value="users"><Users onLink={setLink} /></Tabs.Panel>
        <Tabs.Panel value="log"><Log /></Tabs.Panel>
      </Tabs>
      {link !== null && <LinkDialog link={link} onClose={() => { setLink(null); }} />}
    </>
  );
}
