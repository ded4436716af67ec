import { act, renderHook, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem } from '../api/client';
import { render } from '../testing/render';
import { allCommands, useCommands, type Command } from './commands';
import { ask, openQuestion } from './confirm';
import { DataTable } from './DataTable';
import { ProblemAlert } from './ProblemAlert';
import { dismissAll, undoable } from './toast';
import { useFormProblems } from './useFormProblems';

afterEach(() => { act(() => { dismissAll(); }); });

describe('a toast', () => {
  test('takes back what was done, and says so', async () => {
    render(null);
    const undo = vi.fn(() => Promise.resolve());
    act(() => { undoable('The event is archived.', undo); });
    expect(screen.getByRole('status').textContent).toContain('The event is archived.');
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo).toHaveBeenCalledOnce();
    await waitFor(() => { expect(screen.getByRole('status').textContent).toContain('Undone.'); });
  });

  test('says when it could not be taken back, in the hub\'s words', async () => {
    render(null);
    act(() => { undoable('Done.', () => Promise.reject(new ApiProblem(409, 'stale', 'Somebody changed it since.'))); });
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => { expect(screen.getByRole('status').textContent).toContain('Somebody changed it since.'); });
  });
});

test('a question that another one replaces is answered with no', async () => {
  const first = ask({ title: 'Remove the key?', text: 'It stops working.', verb: 'Remove' });
  const second = ask({ title: 'Another?', text: '…', verb: 'Do it' });
  await expect(first).resolves.toBe(false);
  openQuestion()?.answer('yes');
  await expect(second).resolves.toBe(true);
  expect(openQuestion()).toBeNull();
});

describe('a problem', () => {
  test('is told in the hub\'s sentence', () => {
    render(<ProblemAlert error={new ApiProblem(409, 'stale', 'Kim changed it at 10:42.')} />);
    expect(screen.getByRole('alert').textContent).toContain('Kim changed it at 10:42.');
  });

  test('of our own making has no words of the machine', () => {
    render(<ProblemAlert error={new TypeError('x is not a function')} />);
    expect(screen.getByRole('alert').textContent).not.toContain('function');
  });

  test('goes to the fields it is about, once, and only what is left over is told beside them', () => {
    const setErrors = vi.fn();
    const both = new ApiProblem(422, 'input', 'Wrong.', [{ field: 'name', message: 'Say a name.' }]);
    const named = renderHook(() => useFormProblems({ values: { name: '' }, setErrors }, both));
    named.rerender();
    expect(named.result.current).toBeNull();
    expect(setErrors.mock.calls).toEqual([[{ name: 'Say a name.' }]]);
    expect(renderHook(() => useFormProblems({ values: { zone: '' }, setErrors }, both)).result.current).toBe(both);
  });
});

function Page({ commands }: { readonly commands: readonly Command[] }) {
  useCommands(commands);
  return null;
}

test('a page\'s actions are there while it is open, and the newest one runs', () => {
  const [old, recent] = [vi.fn(), vi.fn()];
  const shown = render(<Page commands={[{ id: 'swap', label: 'Swap bibs', keys: 'b', run: old }]} />);
  shown.rerender(<Page commands={[{ id: 'swap', label: 'Swap bibs', keys: 'b', run: recent }]} />);
  allCommands()[0]?.run();
  expect([old.mock.calls.length, recent.mock.calls.length]).toEqual([0, 1]);
  shown.unmount();
  expect(allCommands()).toEqual([]);
});

describe('a table', () => {
  const columns = [
    { id: 'bib', header: 'Bib', cell: ({ bib }: { bib: number }) => bib, numeric: true, sort: { direction: 'ascending' as const, onSort: vi.fn() } },
    { id: 'name', header: 'Name', cell: ({ bib }: { bib: number }) => `Runner ${bib}` },
  ];

  test('says what it lists, how many there are and how it is sorted', async () => {
    render(<DataTable label="Participants" columns={columns} rows={[{ bib: 1 }, { bib: 2 }]} rowKey={({ bib }) => bib} total={900} />);
    expect(screen.getByRole('region', { name: 'Participants' })).toBeTruthy();
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('901');
    expect(screen.getByRole('columnheader', { name: /Bib/ }).getAttribute('aria-sort')).toBe('ascending');
    await userEvent.click(screen.getByRole('button', { name: /Bib/ }));
    expect(columns[0]?.sort?.onSort).toHaveBeenCalledOnce();
    expect(screen.getAllByRole('row')).toHaveLength(3);
  });

  test('of ten thousand draws only those in sight', () => {
    const rows = Array.from({ length: 10_000 }, (_, bib) => ({ bib }));
    render(<DataTable label="Participants" columns={columns} rows={rows} rowKey={({ bib }) => bib} />);
    expect(screen.getAllByRole('row').length).toBeLessThan(100);
  });
});
