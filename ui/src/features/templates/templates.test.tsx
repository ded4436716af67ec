import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { beforeEach, expect, test, vi } from 'vitest';
import type { TemplateRow, Version } from '../../api/templates';
import type { Block, TemplateDocument } from '../../document/schema';
import { fakeHub, json, problem, type Asked } from '../../testing/fake-hub';
import { renderAt } from '../../testing/render';
import { differences } from './differences';
import { Templates } from './pages/TemplatesPage';
import { Versions } from './pages/VersionsPage';
import { PRESETS, possible } from './sizes';
import { fileName } from './useTemplates';

const DOCUMENT = { v: 1, name: 'Finish arch', size: { w: 1920, h: 1080 }, pages: { solo: { role: 'solo' } }, blocks: {} };
const ARCH: TemplateRow = {
  id: 17, name: 'Finish arch', width: 1920, height: 1080, state: 'open', version: 4, published: 3, published_at: '2027-06-27T08:00:00Z',
  updated_at: '2027-06-27T09:00:00Z', updated_by: { id: 1, name: 'Ada de Vries' }, used_by: 2,
};
const STRIP: TemplateRow = { ...ARCH, id: 18, name: 'LED strip', width: 1024, height: 256, version: 1, published: null, published_at: null, used_by: 0 };
const STARTER = { name: 'standard', title: 'Standard', width: 1920, height: 1080, document: DOCUMENT };
const VERSION: Version = { number: 4, label: null, origin: 'edit', restored: null, changes: 3, made_at: '2027-06-27T09:00:00Z', made_by: { id: 1, name: 'Ada de Vries' } };

function hubWith(answers: Parameters<typeof fakeHub>[0] = {}) {
  return fakeHub({
    'GET /api/templates': { templates: [ARCH, STRIP], more: false },
    'GET /api/templates/starters': [STARTER],
    'GET /api/templates/17': { ...ARCH, document: DOCUMENT },
    'GET /api/templates/17/versions': { versions: [VERSION, { ...VERSION, number: 3, label: 'As in Sneek', changes: 1 }, { ...VERSION, number: 1, origin: 'start', changes: 0 }], more: false },
    ...Object.fromEntries([1, 3, 4].map((number) => [`GET /api/templates/17/versions/${number}`, { ...VERSION, number, document: DOCUMENT }])),
    'GET /api/templates/18/versions/1': { ...VERSION, number: 1, document: DOCUMENT },
    ...answers,
  });
}

const posted = (asked: readonly Asked[]) => asked.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => [method, path, body]);

beforeEach(() => { vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:it', revokeObjectURL: () => undefined })); });

test('a card says how large a template is, what screens show of it, and on how many', async () => {
  hubWith();
  await renderAt('/p/polder/templates', <Templates partner="polder" edits />);
  const cards = await screen.findAllByRole('listitem');
  expect(cards[0]?.textContent).toContain('1920 × 1080');
  expect(cards[0]?.textContent).toContain('changed since version 3');
  expect(cards[0]?.textContent).toContain('on 2 displays');
  expect(cards[1]?.textContent).toContain('not published');
});

test('whoever may not draw is offered nothing that draws', async () => {
  hubWith();
  await renderAt('/p/polder/templates', <Templates partner="polder" edits={false} />);
  await screen.findAllByRole('listitem');
  expect(screen.queryByRole('button', { name: 'New template' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'What to do with Finish arch' }));
  expect((await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent)).toEqual(['Versions', 'Export']);
});

test('several are archived at once, and one undo brings them back', async () => {
  const hub = hubWith({ 'POST /api/templates/archive': { templates: 2 }, 'POST /api/templates/restore': { templates: 2 } });
  await renderAt('/p/polder/templates', <Templates partner="polder" edits />);
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose Finish arch' }));
  await userEvent.click(screen.getByRole('button', { name: 'Choose all' }));
  expect(screen.getByText('2 templates chosen')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Archive' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => { expect(posted(hub.asked)).toEqual([['POST', '/api/templates/archive', { ids: [17, 18] }], ['POST', '/api/templates/restore', { ids: [17, 18] }]]); });
});

test('chosen templates leave as one bundle', async () => {
  const hub = hubWith({ 'POST /api/templates/export': () => new Response('PK', { headers: { 'Content-Type': 'application/zip' } }) });
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  await renderAt('/p/polder/templates', <Templates partner="polder" edits />);
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose LED strip' }));
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  await waitFor(() => { expect(click).toHaveBeenCalled(); });
  expect(posted(hub.asked)).toEqual([['POST', '/api/templates/export', { ids: [18] }]]);
  click.mockRestore();
});

test('a new template has the size of the wall that was chosen, or typed', async () => {
  const hub = hubWith({ 'POST /api/templates': json({ ...ARCH, id: 20, document: DOCUMENT }, 201) });
  const { at } = await renderAt('/p/polder/templates', <Templates partner="polder" edits />);
  await userEvent.click(await screen.findByRole('button', { name: 'New template' }));
  await userEvent.click(await screen.findByRole('button', { name: /LED banner/ }));
  expect(screen.getByRole('button', { name: /LED banner/ }).getAttribute('aria-pressed')).toBe('true');
  const width = screen.getByRole('textbox', { name: 'Width (pixels)' });
  await userEvent.clear(width);
  await userEvent.type(width, '15');
  expect(screen.getByText('A whole number from 16 to 16384')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Make template' }).disabled).toBe(true);
  await userEvent.clear(width);
  await userEvent.type(width, '800');
  await userEvent.click(screen.getByRole('button', { name: 'Make template' }));
  await waitFor(() => { expect(at()).toBe('/p/polder/templates/20'); });
  expect(posted(hub.asked)[0]?.[2]).toMatchObject({ document: { name: 'Untitled', size: { w: 800, h: 192 }, pages: { solo: { role: 'solo' }, rest: { role: 'rest' } } } });
});

test('a new template begins with one of ours, under a name of one\'s own', async () => {
  const hub = hubWith({ 'POST /api/templates': json({ ...ARCH, id: 20, document: DOCUMENT }, 201) });
  await renderAt('/p/polder/templates', <Templates partner="polder" edits />);
  await userEvent.click(await screen.findByRole('button', { name: 'New template' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'Harbour');
  await userEvent.click(screen.getByRole('tab', { name: 'From a starter' }));
  await userEvent.click(await screen.findByRole('button', { name: /^Standard/ }));
  await waitFor(() => { expect(posted(hub.asked)).toEqual([['POST', '/api/templates', { starter: 'standard', name: 'Harbour' }]]); });
});

test('of several bundles each is reported by itself', async () => {
  let times = 0;
  hubWith({
    'POST /api/templates/import': () => {
      times += 1;
      return times === 1 ? json([{ file: 'good.zip', outcome: 'made', template: STRIP }]) : problem(413, 'too_large', 'That is too much.');
    },
  });
  await renderAt('/p/polder/templates', <Templates partner="polder" edits />);
  await userEvent.click(await screen.findByRole('button', { name: 'Import' }));
  const dialog = await screen.findByRole('dialog');
  const input = [...document.querySelectorAll<HTMLInputElement>('input[type=file]')].at(-1);
  if (input === undefined) throw new Error('nowhere to put a file');
  await userEvent.upload(input, ['good', 'bad'].map((name) => new File(['PK'], `${name}.zip`, { type: 'application/zip' })));
  expect(await within(dialog).findByRole('link', { name: 'LED strip' })).toBeTruthy();
  expect(await within(dialog).findByText('That is too much.')).toBeTruthy();
});

test('the history names who changed how much, and which version screens show', async () => {
  hubWith();
  await renderAt('/p/polder/templates/17/versions', <Versions partner="polder" id={17} edits />);
  const rows = await screen.findAllByRole('listitem');
  expect(rows[0]?.textContent).toContain('3 changes');
  expect(within(rows[1] as HTMLElement).getByText('As in Sneek')).toBeTruthy();
  expect(within(rows[1] as HTMLElement).getByText('on screens')).toBeTruthy();
  expect(screen.getByText(/2 displays or screens show it now/)).toBeTruthy();
});

test('blocks go by the names that they have in the builder, and many that were done the same to are counted', () => {
  const WORDS = ['a', 'b', 'c', 'd', 'e', 'f'];
  const block = (id: string, text: unknown, more = {}) => ({ type: 'text', page: 'solo', z: `a${id}`, x: 0, y: 0, w: 9, h: 9, text, ...more });
  const blocks: Record<string, unknown> = { n: block('0', [{ get: 'runner.name' }]), p: block('1', ['Place ', { get: 'runner.rank.overall' }]), s: { ...block('2', undefined), type: 'shape', shape: 'ellipse' } };
  for (const id of WORDS) blocks[id] = block(id, [`Word ${id}`]);
  const was = { ...DOCUMENT, blocks } as unknown as TemplateDocument;
  const changed = (id: string, more: object) => ({ [id]: { ...(was.blocks[id] as Block), ...more } });
  const now = (more: object): TemplateDocument => ({ ...was, blocks: { ...was.blocks, ...more } });
  const said = (next: TemplateDocument) => differences(i18next.getFixedT('en', 'templates'), i18next.getFixedT('en', 'panels'), was, next);
  expect(said(now({ ...changed('n', { x: 5 }), ...changed('p', { font: { size: 9 } }), ...changed('s', { x: 2, fill: { colour: '#fff' } }) }))).toEqual(['Name: place', 'Place ‹Overall rank›: letters', 'Ellipse: place, look']);
  expect(said(now(Object.assign({}, ...WORDS.map((id) => changed(id, { x: 7 })))))).toEqual(['6 blocks: place']);
  expect(said({ ...was, blocks: {}, pages: { ...was.pages, r: { role: 'rest' } } })).toEqual(['Page “Nobody”: added', '9 blocks: removed']);
});

test('publishing says first who shows it now', async () => {
  const hub = hubWith({ 'POST /api/templates/17/publish': { ...ARCH, published: 4, document: DOCUMENT } });
  await renderAt('/p/polder/templates/17/versions', <Versions partner="polder" id={17} edits />);
  await userEvent.click(await screen.findByRole('button', { name: 'Publish: Version 4' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('2 displays or screens show it now and change');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Publish' }));
  expect(await screen.findByText('Finish arch: screens show version 4 now.')).toBeTruthy();
  expect(posted(hub.asked)).toEqual([['POST', '/api/templates/17/publish', { version: 4 }]]);
});

test('a version gets a name, and an old one comes back', async () => {
  const hub = hubWith({ 'PATCH /api/templates/17/versions/4': { ...VERSION, label: 'Good' }, 'POST /api/templates/17/versions/3/restore': { ...ARCH, version: 5, document: DOCUMENT } });
  await renderAt('/p/polder/templates/17/versions', <Versions partner="polder" id={17} edits />);
  await userEvent.click(await screen.findByRole('button', { name: 'Name it: Version 4' }));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Name of this version' }), ' Good {Enter}');
  await waitFor(() => { expect(posted(hub.asked)[0]).toEqual(['PATCH', '/api/templates/17/versions/4', { label: 'Good' }]); });
  await userEvent.click(screen.getByRole('button', { name: 'Bring back: As in Sneek' }));
  expect(await screen.findByText('Finish arch: version 3 is back, as a new version.')).toBeTruthy();
});

test('sizes are whole and not beyond what a document takes', () => {
  for (const { w, h } of PRESETS) expect([possible(w), possible(h)]).toEqual([true, true]);
  expect([15, 16_385, 100.5, '', '200'].some(possible)).toBe(false);
});

test('a bundle gets a name that every system takes', () => {
  expect(fileName('Zieleinlauf: groß/klein')).toBe('Zieleinlauf-gro-klein');
  expect(fileName('…')).toBe('template');
});
