/**
 * From nothing to a screen in three steps: mode, event or events, display. What is chosen is kept by the hub for
 * each person, so a reload, a second tab or another machine goes on where one was.
 */
import { Stepper } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewSelection, Selection } from '../../../api/generated';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { DisplayStep } from '../parts/DisplayStep';
import { EventStep } from '../parts/EventStep';
import { ModeStep } from '../parts/ModeStep';
import { choose, selectionKey, selectionQuery } from '../requests';

/** Where somebody who comes back goes on. */
export function stepOf({ mode, event_ids }: Selection): number {
  if (mode === null) return 0;
  return event_ids.length === 0 ? 1 : 2;
}

export function StartPage() {
  const { t } = useTranslation('selection');
  const { membership: { slug: partner } } = partnerRoute.useRouteContext();
  const selection = useQuery({ ...selectionQuery(partner), throwOnError: false });
  return (
    <>
      <PageHeader title={t('title')} description={t('text')} />
      {selection.isPending && <Busy />}
      {selection.data === undefined && <ProblemAlert error={selection.error} retry={() => { void selection.refetch(); }} />}
      {selection.data !== undefined && <Steps partner={partner} selection={selection.data} />}
    </>
  );
}

export function Steps({ partner, selection }: { readonly partner: string; readonly selection: Selection }) {
  const { t } = useTranslation('selection');
  const queries = useQueryClient();
  const [step, setStep] = useState(() => stepOf(selection));
  const put = useMutation({
    mutationFn: (wanted: NewSelection) => choose(wanted),
    // Two clicks in a hurry are sent one after the other.
    scope: { id: 'selection' },
    onSuccess: (now) => { queries.setQueryData(selectionKey(partner), now); },
  });
  // A box is ticked when it is clicked; when the hub has answered, what it says counts.
  const [{ mode, event_ids: chosen }, show] = useState<Pick<Selection, 'mode' | 'event_ids'>>(selection);
  useEffect(() => { if (!put.isPending) show(selection); }, [selection, put.isPending]);
  const select = (wanted: Required<NewSelection>): void => { show(wanted); put.mutate(wanted); };
  return (
    <>
      <ProblemAlert error={put.error} />
      <Stepper active={step} onStepClick={setStep} size="sm" mb="md" maw={960}>
        <Stepper.Step label={t('step.mode')} description={mode === null ? undefined : t(`mode.${mode}.title`)}>
          <ModeStep mode={mode} onChoose={(wanted) => { select({ mode: wanted, event_ids: chosen }); setStep(1); }} />
        </Stepper.Step>
        <Stepper.Step label={t('step.events')} description={chosen.length === 0 ? undefined : t('chosen', { count: chosen.length })} allowStepSelect={mode !== null}>
          {mode !== null && <EventStep partner={partner} chosen={chosen} onChange={(event_ids) => { select({ mode, event_ids }); }} onNext={() => { setStep(2); }} />}
        </Stepper.Step>
        <Stepper.Step label={t('step.display')} allowStepSelect={chosen.length > 0}>
          {mode !== null && <DisplayStep partner={partner} mode={mode} chosen={chosen} onBack={() => { setStep(1); }} />}
        </Stepper.Step>
      </Stepper>
    </>
  );
}
