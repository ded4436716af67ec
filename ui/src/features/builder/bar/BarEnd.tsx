/** The end of the toolbar: who else draws, what is undecided, the whole page on the whole screen, versions, and publishing. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHistory, IconMaximize } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../../components/commands';
import { pagesInOrder } from '../../../document/page-order';
import { register } from '../engine/commands';
import { useBuilder } from '../store';
import { Conflicts } from './Conflicts';
import { Presence } from './Presence';
import { PublishButton } from './PublishButton';

const FullScreen = lazy(async () => ({ default: (await import('./FullScreen')).FullScreen }));

const KEY = 'shift+P';

export function BarEnd({ partner }: { readonly partner: string }) {
  const { t } = useTranslation('sharing');
  const { t: builder } = useTranslation('builder');
  const template = useBuilder((state) => state.template);
  const [full, setFull] = useState(false);
  const show = (): void => { setFull(true); };
  useEffect(() => register({ id: 'full', label: 'command.full', keys: [KEY], run: show }), []);
  useCommands([{ id: 'builder.full', label: t('full.open'), group: builder('title'), hint: KEY, run: show }]);
  return (
    <>
      <Presence />
      <Conflicts />
      <Tooltip label={`${t('full.open')} (${KEY})`}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('full.open')} onClick={show}><IconMaximize size={18} aria-hidden /></ActionIcon>
      </Tooltip>
      <Tooltip label={t('versions')}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('versions')} renderRoot={(props) => <Link to="/p/$partner/templates/$templateId/versions" params={{ partner, templateId: template }} {...props} />}><IconHistory size={18} aria-hidden /></ActionIcon>
      </Tooltip>
      <PublishButton />
      <Suspense fallback={null}>{full && <FullScreen pages={pagesInOrder(useBuilder.getState().doc)} onClose={() => { setFull(false); }} />}</Suspense>
    </>
  );
}
