/** Where a template is drawn: the canvas in the middle, what there is to the left, what is chosen to the right. */
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { templateQuery } from '../../../api/templates';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import classes from '../Builder.module.css';
import { Canvas } from '../Canvas';
import { LeftPanels, RightPanels } from '../panels/SidePanels';
import { startSaving } from '../saving';
import { useBuilder } from '../store';
import { Toolbar } from '../Toolbar';
import type { TemplateDocument } from '../types';
import { useBuilderKeys } from '../useBuilderKeys';

export function BuilderPage() {
  const { partner, templateId } = useParams({ from: '/signed-in/p/$partner/templates/$templateId' });
  // What is open is the store's; the hub's newer head comes by way of saving, not by asking again.
  const { data, error } = useQuery({ ...templateQuery(templateId), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false, throwOnError: false });
  const [opened, setOpened] = useState<number | null>(null);
  useEffect(() => {
    if (data === undefined) return undefined;
    useBuilder.getState().open(data.id, data.version, data.document as TemplateDocument); // the hub keeps no other
    setOpened(data.id);
    return startSaving();
  }, [data]);
  if (error !== null) return <ProblemAlert error={error} />;
  return opened === templateId ? <Builder partner={partner} /> : <Busy />;
}

function Builder({ partner }: { readonly partner: string }) {
  const { t } = useTranslation('builder');
  useBuilderKeys();
  return (
    <div className={classes.builder} data-full-page>
      <Toolbar partner={partner} />
      <aside className={classes.left} aria-label={t('left')}><LeftPanels /></aside>
      <div className={classes.canvas}><Canvas /></div>
      <aside className={classes.right} aria-label={t('right')}><RightPanels /></aside>
    </div>
  );
}
