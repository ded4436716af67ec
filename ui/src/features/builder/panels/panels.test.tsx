import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { act } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Asset as Uploaded } from '../../../api/assets';
import { entryOf } from '../../../document/asset-entry';
import type { Block, TemplateDocument } from '../../../document/schema';
import { fakeHub } from '../../../testing/fake-hub';
import { render } from '../../../testing/render';
import { useBuilder } from '../store';
import { kept, largest, moved, scaled } from './assets/crop';
import { withAsset } from './assets/entry';
import { Inspector } from './inspector/Inspector';
import { fitsBehind, withShown } from './left/AssetsPanel';
import { BlocksPanel } from './left/BlocksPanel';
import { NEW_KINDS } from './left/kinds';
import { LayersPanel, layersOf } from './left/LayersPanel';
import { PagesPanel } from './left/PagesPanel';
import { comparable, deep, flat } from './parts/ConditionEditor';
import { gradientOf, gradientText } from './parts/gradient';
import { cleaned, csvOf, linesOf } from './parts/lines';
import { MessagesPanel } from './right/MessagesPanel';
import { PagePanel } from './right/PagePanel';
import { guessed } from './right/StyleDialog';
import { TemplatePanel } from './right/TemplatePanel';
import { used } from './right/ThemeFields';

const DOC: TemplateDocument = {
  v: 1, name: 'Finish', size: { w: 1920, h: 1080 }, theme: { text: '#ffffff', accent: '#ffb224' },
  pages: { solo: { role: 'solo' }, rest: { role: 'rest' } },
  blocks: {
    a: { type: 'text', page: 'solo', z: 'a0', x: 100, y: 200, w: 800, h: 120, text: [{ get: 'runner.name' }], font: { size: 90, color: '$text' } },
    b: { type: 'shape', page: 'solo', z: 'a1', x: 0, y: 0, w: 300, h: 300, shape: 'rect', fill: { color: '$accent' } },
    c: { type: 'text', page: 'rest', z: 'a0', x: 0, y: 0, w: 10, h: 10, text: ['Hello'] },
  },
};
const WORDS = { text: 'Text', more: ' more', runner: 'One runner' };
const LOGO: Uploaded = {
  id: 5, sha256: 'a'.repeat(64), kind: 'image', mime: 'image/png', bytes: 9000, width: 400, height: 200, name: 'Logo', category: 'logo', licence: '', family: null, state: 'ready', failure: null, made_at: '2027-06-27T08:00:00Z',
  files: [
    { variant: 'original', sha256: 'a'.repeat(64), mime: 'image/png', bytes: 9000, width: 400, height: 200 },
    { variant: 'thumb', sha256: 'b'.repeat(64), mime: 'image/webp', bytes: 300, width: 96, height: 48 },
  ],
};

const state = () => useBuilder.getState();
const block = (id: string): Block => { const found = state().doc.blocks[id]; if (found === undefined) throw new Error(`no block ${id}`); return found; };
const choose = (...ids: string[]): void => { act(() => { state().select(ids); }); };

beforeEach(() => { act(() => { state().open(7, 3, DOC); state().setPage('solo'); }); });

test('the picker of a colour closes by Escape and by a press elsewhere, and opens again', async () => {
  act(() => { state().edit('edit.background', (doc) => ({ ...doc, pages: { ...doc.pages, solo: { role: 'solo', bg: { color: '#112233' } } } })); });
  render(<><PagePanel /><p>Elsewhere</p></>);
  const field = screen.getByRole('textbox', { name: 'Fill colour: own colour' });
  const picker = (): HTMLElement | null => document.querySelector('.mantine-ColorInput-dropdown');
  await userEvent.click(field);
  await waitFor(() => { expect(picker()).not.toBeNull(); });
  await userEvent.keyboard('{Escape}');
  await waitFor(() => { expect(picker()).toBeNull(); });
  expect(document.activeElement).toBe(field);
  await userEvent.click(field);
  await waitFor(() => { expect(picker()).not.toBeNull(); });
  await userEvent.pointer({ keys: '[MouseLeft]', target: screen.getByText('Elsewhere') });
  await waitFor(() => { expect(picker()).toBeNull(); });
});

describe('the inspector', () => {
  test('takes exact figures, one undo step each', async () => {
    choose('a');
    render(<Inspector />);
    const x = screen.getByRole('textbox', { name: 'X' });
    await userEvent.clear(x);
    await userEvent.type(x, '333{Enter}');
    expect(block('a').x).toBe(333);
    await userEvent.type(screen.getByRole('textbox', { name: 'Width' }), '{ArrowUp}');
    expect(block('a').w).toBe(801);
    act(() => { state().undo(); state().undo(); });
    expect([block('a').x, block('a').w]).toEqual([100, 800]);
  });

  test('writes the same to all that are chosen, and says where they differ', async () => {
    choose('a', 'b');
    render(<Inspector />);
    expect(screen.getByText('2 blocks')).toBeTruthy();
    const y = screen.getByRole<HTMLInputElement>('textbox', { name: 'Y' });
    expect([y.value, y.placeholder]).toEqual(['', 'different']);
    await userEvent.type(y, '50{Enter}');
    expect([block('a').y, block('b').y]).toEqual([50, 50]);
  });

  test('lets go of what is typed in with Escape, and of what is no number', async () => {
    choose('a');
    render(<Inspector />);
    const x = screen.getByRole<HTMLInputElement>('textbox', { name: 'X' });
    await userEvent.clear(x);
    await userEvent.type(x, '7x');
    expect(screen.getByText('Not a number')).toBeTruthy();
    await userEvent.type(x, '{Escape}');
    expect(x.value).toBe('100');
    expect(block('a').x).toBe(100);
  });

  test('makes a text of words and values, with what stands before them', async () => {
    choose('a');
    render(<Inspector />);
    await userEvent.click(screen.getByRole('button', { name: 'Words' }));
    const words = screen.getByRole('textbox', { name: 'Words, part 2' });
    await userEvent.clear(words);
    await userEvent.type(words, ' wins');
    await userEvent.tab();
    await userEvent.click(screen.getByRole('button', { name: 'Change Name' }));
    const before = await screen.findByRole('textbox', { name: 'Before it' });
    await userEvent.type(before, 'Here is {Enter}');
    expect(block('a')).toMatchObject({ text: [{ get: 'runner.name', before: 'Here is ' }, ' wins'] });
    await userEvent.keyboard('{Escape}');
    await userEvent.click(screen.getByRole('button', { name: 'Move Name down' }));
    expect(block('a')).toMatchObject({ text: [' wins', { get: 'runner.name' }] });
  });

  test('takes a property away where it is emptied, and its part with it', async () => {
    choose('b');
    render(<Inspector />);
    await userEvent.click(screen.getByRole('button', { name: 'Fill and border' }));
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Fill colour' }), '');
    expect('fill' in block('b')).toBe(false);
  });
});

describe('new blocks', () => {
  test.each(NEW_KINDS.map((kind) => [kind.id, kind] as const))('%s lies on the page, also of an LED strip', (_, kind) => {
    for (const size of [{ w: 1920, h: 1080 }, { w: 768, h: 192 }, { w: 1080, h: 1920 }, { w: 16, h: 16 }]) {
      const { doc, ids } = kind.make({ ...DOC, size, blocks: {} }, 'solo', WORDS);
      const made = doc.blocks[ids[0] ?? ''];
      expect(made).toBeDefined();
      expect([made?.x, made?.y].every((at) => at !== undefined && at >= 0 && Number.isInteger(at))).toBe(true);
      expect((made?.x ?? 0) + (made?.w ?? 0)).toBeLessThanOrEqual(size.w);
      expect((made?.y ?? 0) + (made?.h ?? 0)).toBeLessThanOrEqual(size.h);
    }
  });

  test('are added by a click, chosen, and not on top of each other', async () => {
    render(<BlocksPanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Bib' }));
    await userEvent.click(screen.getByRole('button', { name: 'Bib' }));
    const [id = ''] = [...state().selected];
    const others = Object.entries(state().doc.blocks).filter(([each, { page, x, y }]) => each !== id && page === 'solo' && x === block(id).x && y === block(id).y);
    expect(others).toEqual([]);
    expect(block(id)).toMatchObject({ text: [{ get: 'runner.bib' }] });
  });

  test('are found by a part of their name', async () => {
    render(<BlocksPanel />);
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search blocks' }), 'pace');
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Pace', 'Gun pace', 'Pace per mile', 'Gun pace per mile']);
  });
});

describe('layers', () => {
  test('are ordered by the keyboard, and named', async () => {
    render(<LayersPanel />);
    const [front] = screen.getAllByRole('button', { pressed: false }).filter((each) => each.hasAttribute('data-layer'));
    expect(front?.textContent).toBe('Rectangle');
    front?.focus();
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(layersOf(state().doc, 'solo').map(({ id }) => id)).toEqual(['a', 'b']);
    await userEvent.keyboard('{F2}');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Name of the block' }), 'Ground{Enter}');
    expect(block('b').name).toBe('Ground');
  });

  test('are locked and hidden', async () => {
    render(<LayersPanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Lock Rectangle' }));
    await userEvent.click(screen.getByRole('button', { name: 'Hide Rectangle' }));
    expect(block('b')).toMatchObject({ locked: true, hidden: true });
  });
});

describe('pages', () => {
  test('begin with the one for one runner, in whatever order the hub sends them', () => {
    act(() => { state().open(7, 3, { ...DOC, pages: { rest: { role: 'rest' }, solo: { role: 'solo' } } }); });
    expect(state().page).toBe('solo');
  });

  test('are added by role, and take over what is on another', async () => {
    render(<PagesPanel />);
    await userEvent.click(screen.getByRole('button', { name: 'Add a page' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Several runners' }));
    const open = state().page;
    expect(state().doc.pages[open]?.role).toBe('group');
    await userEvent.click(screen.getByRole('button', { name: 'What to do with page Several runners' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'One runner' }));
    expect(Object.values(state().doc.blocks).filter(({ page }) => page === open)).toHaveLength(2);
  });

  test('have a background and a role', async () => {
    render(<PagePanel />);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Fill colour' }), '$accent');
    expect(state().doc.pages['solo']?.bg).toEqual({ color: '$accent' });
  });
});

test('the template has times, that are seconds here and milliseconds in it', async () => {
  render(<TemplatePanel />);
  await userEvent.type(screen.getByRole('textbox', { name: 'Shown for' }), '7.5{Enter}');
  await userEvent.click(screen.getByRole('checkbox', { name: 'A sound for every runner' }));
  expect(state().doc.play).toEqual({ show: 7500, beep: true });
});

test('a colour that is in use stays in the theme', () => {
  expect([used(DOC, 'accent'), used(DOC, 'acc'), used({ ...DOC, blocks: {} }, 'accent')]).toEqual([true, false, false]);
});

test('lines of all displays are saved with the version they came from', async () => {
  const hub = fakeHub({ 'GET /api/messages': { lines: ['Well run!'], version: 4 }, 'PUT /api/messages': { lines: ['Well run!', 'Bravo!'], version: 5 } });
  render(<MessagesPanel />);
  await userEvent.type(await screen.findByRole('textbox', { name: 'Lines of all displays' }), '\nBravo!');
  await userEvent.tab();
  await waitFor(() => { expect(hub.asked.at(-1)).toMatchObject({ method: 'PUT', body: { lines: ['Well run!', 'Bravo!'], version: 4 } }); });
});

test('lines come from texts and from the first column of a table, none twice', () => {
  expect(linesOf('\ufeffOne\r\nTwo', false)).toEqual(['One', 'Two']);
  expect(linesOf('"Say ""hi"", all";7\nTwo,x\n', true)).toEqual(['Say "hi", all', 'Two']);
  expect(cleaned([' a ', 'a', '', 'b\u0007c', 'x'.repeat(300)], 10)).toEqual(['a', 'b c', 'x'.repeat(200)]);
  expect(csvOf(['Say "hi"', '=1+1'])).toBe('"Say ""hi"""\r\n"\'=1+1"\r\n');
});

test('conditions are rows as long as they are simple', () => {
  const one = { get: 'runner.team', op: 'filled' } as const;
  expect(flat(undefined)).toEqual({ how: 'all', rows: [] });
  expect(deep({ how: 'any', rows: [one] })).toEqual(one);
  expect(flat({ any: [one, one] })).toEqual({ how: 'any', rows: [one, one] });
  expect(flat({ all: [{ not: one }] })).toBeNull();
  expect([comparable('runner.age', '>', '18'), comparable('runner.bib', '=', '18'), comparable('runner.age', 'in', '18, 19')]).toEqual([18, '18', [18, 19]]);
});

test('a gradient of two colours is read and written; another one is left alone', () => {
  const gradient = { kind: 'linear', angle: 90, from: '#000', to: '$accent' } as const;
  expect(gradientOf(gradientText(gradient))).toEqual(gradient);
  expect(gradientOf('conic-gradient(red, blue)')).toBeNull();
});

describe('files', () => {
  test('become one entry of the document, and a block in their own shape', () => {
    const first = withShown(DOC, 'solo', LOGO, null);
    const again = withAsset(first.doc, LOGO);
    expect(again.doc).toBe(first.doc);
    const made = first.doc.blocks[first.ids[0] ?? ''];
    expect(made).toMatchObject({ type: 'image', asset: again.id, w: 400, h: 200 });
    expect(entryOf(LOGO).variants).toEqual([{ name: 'thumb', mime: 'image/webp', sha256: 'b'.repeat(64), bytes: 300, w: 96, h: 48 }]);
  });

  test('fit behind everything when they are large enough and of the same shape', () => {
    const of = (width: number, height: number) => fitsBehind({ kind: 'image', width, height }, DOC);
    expect([of(1920, 1080), of(3840, 2160), of(1280, 720), of(2000, 2000)]).toEqual([true, true, false, false]);
  });

  test('are cut in the ratio of their place, and never beyond their edge', () => {
    const [ratio, own] = [16 / 9, 4 / 3];
    const [, , w, h] = largest(ratio, own);
    expect(w).toBe(1);
    expect((w * own) / h).toBeCloseTo(ratio, 6);
    const half = scaled(largest(ratio, own), 0.5, ratio, own);
    expect(moved(half, 5, 5)).toEqual([0.5, 1 - half[3], half[2], half[3]]);
    expect(kept(moved(half, -5, 0)).focus[0]).toBeCloseTo(0.25, 4);
  });
});

test('a website\'s ground becomes the ground, its other colours follow', () => {
  expect(guessed({ background: '#003366', colours: ['#003366', '#ffffff', '#ff0000'] }, ['background', 'text', 'accent', 'muted'])).toEqual({ background: '#003366', text: '#ffffff', accent: '#ff0000' });
});

test.each([
  ['add', <BlocksPanel key="add" />], ['layers', <LayersPanel key="layers" />], ['pages', <PagesPanel key="pages" />], ['block', <Inspector key="block" />], ['page', <PagePanel key="page" />], ['template', <TemplatePanel key="template" />],
])('axe finds nothing serious in the panel %s', async (_, panel) => {
  choose('a');
  const { container } = render(<main>{panel}</main>);
  const { violations } = await axe.run(container, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } });
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  expect(within(container).queryAllByRole('button').length).toBeGreaterThan(0);
});
