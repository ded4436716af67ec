/** Where a template is drawn: the canvas in the middle, what there is to the left, what is chosen to the right. */
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { BarEnd } from '../bar/BarEnd';
import classes from '../Builder.module.css';
import { Canvas } from '../Canvas';
import { LeftPanels, RightPanels } from '../panels/SidePanels';
import { useSimulated } from '../panels/simulate/store';
import { openTemplate } from '../offline/attach';
import { Failure } from '../offline/keeper';
import { Toolbar } from '../Toolbar';
import { useBuilderKeys } from '../useBuilderKeys';

const Over = lazy(async () => ({ default: (await import('../panels/simulate/Over')).Over }));

function Builder({ partner }: { readonly partner: string }) {
  const { t } = useTranslation('builder');
  useBuilderKeys();
  const simulated = useSimulated((state) => state.kind !== null);
  return (
    <div className={classes.builder} data-full-page>
      <Toolbar partner={partner}><BarEnd partner={partner} /></Toolbar>
      <aside className={classes.left} aria-label={t('left')}><LeftPanels /></aside>
      <div className={classes.canvas}><Canvas /><Suspense fallback={null}>{simulated && <Over />}</Suspense></div>
      <aside className={classes.right} aria-label={t('right')}><RightPanels /></aside>
    </div>
  );
}

export function BuilderPage() {
  const { partner, templateId } = useParams({ from: '/signed-in/p/$partner/templates/$templateId' });
  const [opened, setOpened] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const { i18n } = useTranslation('shell');
  // Both at once, and while the template comes; each would wait for the one before.
  useEffect(() => { void i18n.loadNamespaces(['builder', 'panels', 'sharing']); }, [i18n]);
  useEffect(() => {
    let left = false;
    let leave = (): void => undefined;
    openTemplate(partner, templateId).then((close) => {
      if (left) { close(); return; }
      leave = close;
      setError(null);
      setOpened(templateId);
    }, (failure: unknown) => {
      const cause = failure instanceof Failure ? failure.cause ?? failure : failure;
      if (!left) setError(cause instanceof Error ? cause : new Error(String(cause)));
    });
    return () => { left = true; leave(); };
  }, [partner, templateId]);
  if (error !== null) return <ProblemAlert error={error} />;
  return opened === templateId ? <Builder partner={partner} /> : <Busy />;
}
