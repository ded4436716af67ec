/** Where a template is drawn: the canvas in the middle, what there is to the left, what is chosen to the right. */
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Busy } from '../../../components/Busy';
import { ProblemAlert } from '../../../components/ProblemAlert';
import classes from '../Builder.module.css';
import { Canvas } from '../Canvas';
import { useSimulated } from '../panels/simulate/store';
import { openTemplate } from '../offline/attach';
import { Failure } from '../offline/keeper';
import { Toolbar } from '../Toolbar';
import { useBuilderKeys } from '../useBuilderKeys';

const Over = lazy(async () => ({ default: (await import('../panels/simulate/Over')).Over }));
/** All around the canvas: asked for with it, drawn after it, so that who opens a template sees the drawing first. */
const around = async () => {
  const [{ LeftPanels, RightPanels }, { BarEnd }] = await Promise.all([import('../panels/SidePanels'), import('../bar/BarEnd')]);
  return { LeftPanels, RightPanels, BarEnd };
};
type Around = Awaited<ReturnType<typeof around>>;

/** Not by Suspense, which holds back for 300 ms what comes soon after its fallback. */
function useAround(): Around | null {
  const [there, setThere] = useState<Around | Error | null>(null);
  useEffect(() => {
    let left = false;
    const tell = (now: Around | Error): void => { if (!left) setThere(now); };
    around().then(tell, (error: unknown) => { tell(error instanceof Error ? error : new Error(String(error))); });
    return () => { left = true; };
  }, []);
  if (there instanceof Error) throw there;
  return there;
}

function Builder({ partner }: { readonly partner: string }) {
  const { t } = useTranslation('builder');
  useBuilderKeys();
  const simulated = useSimulated((state) => state.kind !== null);
  const there = useAround();
  const shown = (draw: (parts: Around) => ReactNode): ReactNode => there !== null && draw(there);
  return (
    <div className={classes.builder} data-full-page>
      <Toolbar partner={partner}>{shown(({ BarEnd }) => <BarEnd partner={partner} />)}</Toolbar>
      <aside className={classes.left} aria-label={t('left')}>{shown(({ LeftPanels }) => <LeftPanels />)}</aside>
      <div className={classes.canvas}><Canvas /><Suspense fallback={null}>{simulated && <Over />}</Suspense></div>
      <aside className={classes.right} aria-label={t('right')}>{shown(({ RightPanels }) => <RightPanels />)}</aside>
    </div>
  );
}

export function BuilderPage() {
  const { partner, templateId } = useParams({ from: '/signed-in/p/$partner/templates/$templateId' });
  const [opened, setOpened] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  // While the template comes; whoever draws it asks again, and is told what failed.
  useEffect(() => { around().catch(() => undefined); }, []);
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
