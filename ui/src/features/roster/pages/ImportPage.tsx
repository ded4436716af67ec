/** A file into the roster, in four steps: bring it, say what its columns are, look at what it would do, and do it. */
import { Anchor, Stack, Stepper } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterImport } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { BringStep } from '../import/BringStep';
import { DoneStep } from '../import/DoneStep';
import { MapStep } from '../import/MapStep';
import { PreviewStep } from '../import/PreviewStep';
import { importKey, importQuery } from '../requests';
import { useRoster } from '../useRoster';

const BRING = 0;
const MAP = 1;
const LOOK = 2;
const DONE = 4;

function stepOf(found: RosterImport | undefined, mapping: boolean): number {
  if (found === undefined || found.state === 'replaced') return BRING;
  if (found.state === 'committed' || found.state === 'undone') return DONE;
  return found.state === 'read' || mapping ? MAP : LOOK;
}

export function ImportPage() {
  const { t } = useTranslation('roster');
  const place = useRoster();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { number } = useSearch({ from: '/signed-in/p/$partner/events/$eventId/roster/import' });
  const [mapping, setMapping] = useState(false);
  const found = useQuery({ ...importQuery(place.eventId, number ?? 0), enabled: number !== undefined });
  const params = { partner: place.partner, eventId: place.eventId };
  const become = (next: RosterImport) => {
    queries.setQueryData(importKey(place.eventId, next.id), next);
    void queries.invalidateQueries({ queryKey: [...importKey(place.eventId, next.id), 'rows'] });
    setMapping(false);
    if (next.id !== number) void navigate({ to: '/p/$partner/events/$eventId/roster/import', params, search: { number: next.id } });
  };
  const again = () => { void navigate({ to: '/p/$partner/events/$eventId/roster/import', params, search: {} }); };
  const data = number === undefined ? undefined : found.data;
  const step = stepOf(data, mapping);
  return (
    <>
      <PageHeader
        order={2}
        title={t('import.title')}
        above={<Anchor size="sm" renderRoot={(props) => <Link to="/p/$partner/events/$eventId/roster" params={params} {...props} />}>{t('import.back')}</Anchor>}
      />
      <Stack gap="lg">
        <Stepper active={step} size="sm" iconSize={28} onStepClick={(to) => { if (to === MAP && step === LOOK) setMapping(true); if (to === LOOK && mapping && data?.state === 'previewed') setMapping(false); }} allowNextStepsSelect={false}>
          <Stepper.Step label={t('import.step.bring')} />
          <Stepper.Step label={t('import.step.map')} allowStepSelect={step === LOOK} />
          <Stepper.Step label={t('import.step.look')} />
          <Stepper.Step label={t('import.step.done')} />
        </Stepper>
        <ProblemAlert error={found.error} />
        {number !== undefined && found.isPending && <Busy />}
        {step === BRING && (number === undefined || found.isSuccess) && <BringStep place={place} onBrought={become} />}
        {data !== undefined && step === MAP && <MapStep key={`${data.id} ${data.sheet} ${data.encoding}`} found={data} place={place} onChanged={become} />}
        {data !== undefined && step === LOOK && <PreviewStep found={data} place={place} onChanged={become} onMap={() => { setMapping(true); }} />}
        {data !== undefined && step === DONE && <DoneStep found={data} place={place} onChanged={become} onAgain={again} />}
      </Stack>
    </>
  );
}
