import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import type { Participant, RosterImport } from '../../api/generated';
import { fakeHub, problem } from '../../testing/fake-hub';
import { render, renderAt } from '../../testing/render';
import { BringStep } from './import/BringStep';
import { DoneStep } from './import/DoneStep';
import { MapStep } from './import/MapStep';
import { PreviewStep } from './import/PreviewStep';
import { BibDialog } from './parts/BibDialog';
import { PeopleTable } from './parts/PeopleTable';
import type { Place } from './useRoster';

const PLACE: Place = { partner: 'polder', eventId: 7, mayEdit: true, mayGiveBibs: true, refresh: () => Promise.resolve() };
const MARA: Participant = {
  id: 1, bib: '101', chips: ['5A1E344B'], first_name: 'Mara', last_name: 'Vliet', gender: 'F', age: 33, city: 'Saltmere', state: '', country: '', race_id: 3,
  division: '', team: '', wave: '', external_id: '', privacy: 'public', hidden: false, note: '', source_bib: '101', local_fields: [], version: 1, updated_at: '2027-06-27T07:30:00Z', born_on: null,
};
const BO: Participant = { ...MARA, id: 2, bib: '102', first_name: 'Bo', last_name: 'Li', source_bib: '102' };

function List({ onOpen }: { readonly onOpen: (person: Participant) => void }) {
  const [chosen, choose] = useState(1);
  return <PeopleTable rows={[MARA, BO]} races={[{ race_id: 3, name: '10K', people: 2 }]} chosen={chosen} onChoose={choose} onOpen={onOpen} onEnd={() => undefined} />;
}

test('arrow keys choose somebody and Enter opens them, with no field in between', async () => {
  Element.prototype.scrollIntoView = () => undefined;
  const opened = vi.fn();
  render(<List onOpen={opened} />);
  await userEvent.keyboard('{ArrowDown}');
  expect(screen.getByText('Bo Li').closest('tr')?.dataset['selected']).toBe('true');
  await userEvent.keyboard('{Enter}');
  expect(opened).toHaveBeenCalledExactlyOnceWith(BO);
  await userEvent.keyboard('{ArrowUp}{ArrowUp}{Enter}');
  expect(opened).toHaveBeenLastCalledWith(MARA);
});

test('a bib that somebody has is exchanged with the next Enter', async () => {
  const hub = fakeHub({
    'GET /api/events/7/bibs/free': { bibs: [] },
    'GET /api/events/7/participants': { items: [BO], after: null },
    'POST /api/events/7/bibs/swap': ({ body }: { readonly body: unknown }) => ((body as { if_taken?: string }).if_taken === 'swap'
      ? { undo: 4, people: [{ id: 1, name: 'Mara Vliet', bib: '102' }, { id: 2, name: 'Bo Li', bib: '101' }] }
      : problem(409, 'bib_taken', 'Bib 102 is taken.')),
  });
  const closed = vi.fn();
  render(<BibDialog person={MARA} place={PLACE} onClose={closed} />);
  const field = await screen.findByLabelText('Bib');
  await userEvent.clear(field);
  await userEvent.type(field, '102{Enter}');
  expect((await screen.findAllByText(/Bo Li/)).length).toBeGreaterThan(0);
  expect(closed).not.toHaveBeenCalled();
  await userEvent.type(field, '{Enter}');
  await waitFor(() => { expect(closed).toHaveBeenCalled(); });
  expect(hub.asked.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
    { participant_id: 1, new_bib: '102' }, { participant_id: 1, new_bib: '102', if_taken: 'swap' },
  ]);
});

const READ: RosterImport = {
  id: 9, file_name: 'roster.csv', rows: 3, state: 'read', encoding: 'utf-8', delimiter: ';', sheet: '', sheets: [], race: '', local_edits: 'keep', remembered: false,
  columns: [{ heading: 'No', field: 'bib', samples: ['101'] }, { heading: 'Runner', field: 'full_name', samples: ['Mara Vliet'] }, { heading: 'Shirt', field: null, samples: ['L'] }],
  counts: { new: 0, changed: 0, unchanged: 0, rejected: 0, kept: 0, missing: 0 },
  made_at: '2027-06-27T07:30:00Z', made_by: 'Ada', committed_at: null, undone_at: null, undone: null, undoable: false, progress: null,
};
const SEEN: RosterImport = { ...READ, state: 'previewed', counts: { ...READ.counts, new: 2, rejected: 1 } };
const NEW_ROW = { line: 2, bib: '101', name: 'Mara Vliet', outcome: 'new', hidden: false, cells: null, reasons: [], changes: [{ field: 'race', old: null, new: '10K' }], kept: [] };

function Wizard() {
  const [found, become] = useState<RosterImport | null>(null);
  if (found === null) return <BringStep place={PLACE} onBrought={become} />;
  if (found.state === 'read') return <MapStep found={found} place={PLACE} onChanged={become} />;
  if (found.state === 'previewed') return <PreviewStep found={found} place={PLACE} onChanged={become} onMap={() => undefined} />;
  return <DoneStep found={found} place={PLACE} onChanged={become} onAgain={() => undefined} />;
}

test('a file goes into the roster: brought, mapped, compared, and only then written', async () => {
  const hub = fakeHub({
    'GET /api/events/7/imports': { items: [], after: null },
    'POST /api/events/7/imports': READ,
    'GET /api/events/7/imports/9': READ,
    'PATCH /api/events/7/imports/9': SEEN,
    'GET /api/events/7/imports/9/rows': { items: [NEW_ROW], after: null },
    'POST /api/events/7/imports/9/commit': { ...SEEN, state: 'committed', undoable: true },
  });
  const { container } = await renderAt('/', <Wizard />);
  const field = container.querySelector<HTMLInputElement>('input[type=file]');
  if (field === null) throw new Error('there is no field for a file');
  await userEvent.upload(field, new File(['No;Runner\n101;Mara Vliet\n'], 'roster.csv', { type: 'text/csv' }));
  expect(await screen.findByText(/roster\.csv: 3 rows/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Compare with the roster' }));
  expect(hub.asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ columns: ['bib', 'full_name', null], race: '', local_edits: 'keep' });
  const rows = await screen.findByRole('region', { name: 'Rows of the file' });
  expect(await within(rows).findByText('Mara Vliet')).toBeTruthy();
  expect(hub.asked.some(({ path }) => path.endsWith('/commit'))).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: 'Import: 2 new, 0 changed' }));
  expect(await screen.findByText(/1 row was rejected/)).toBeTruthy();
  expect(hub.asked.filter(({ path }) => path.endsWith('/commit'))).toHaveLength(1);
});

test('a file without a column of names can not be compared, and the page says why', () => {
  fakeHub({});
  render(<MapStep found={{ ...READ, columns: [{ heading: 'No', field: 'bib', samples: [] }] }} place={PLACE} onChanged={() => undefined} />);
  expect(screen.getByRole('alert').textContent).not.toBe('');
  expect((screen.getByRole('button', { name: 'Compare with the roster' }) as HTMLButtonElement).disabled).toBe(true);
});
