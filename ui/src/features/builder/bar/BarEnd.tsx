/** The end of the toolbar: who else draws, what is undecided, the whole page on the whole screen, versions, and publishing. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHistory, IconMaximize } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pagesInOrder } from '../../../document/page-order';
import { register } from '../engine/commands';
import { useBuilder } from '../store';
import { Conflicts } from './Conflicts';
import { Presence } from './Presence';
import { PublishButton } from './PublishButton';

const FullScreen = lazy(async () => ({ default: (await import('./FullScreen')).FullScreen }));

export function BarEnd({ partner }: { readonly partner: string }) {
  const { t } = useTranslation('sharing');
  const template = useBuilder((state) => state.template);
  const [full, setFull] = useState(false);
  useEffect(() => register({ id: 'full', label: 'command.full', keys: ['shift+P'], run: () => { setFull(true); } }), []);
  return (
    <>
      <Presence />
      <Conflicts />
      <Tooltip label={`${t('full.open')} (shift+P)`}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('full.open')} onClick={() => { setFull(true); }}><IconMaximize size={18} aria-hidden /></ActionIcon>
      </Tooltip>
      <Tooltip label={t('versions')}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('versions')} renderRoot={(props) => <Link to="/p/$partner/templates/$templateId/versions" params={{ partner, templateId: template }} {...props} />}><IconHistory size={18} aria-hidden /></ActionIcon>
      </Tooltip>
      <PublishButton />
      <Suspense fallback={null}>{full && <FullScreen pages={pagesInOrder(useBuilder.getState().doc)} onClose={() => { setFull(false); }} />}</Suspense>
    </>
  );
}
