import { expect, test } from 'vitest';
import { align, move } from './edit/arrange';
import { hide, patch, patchInside, remove } from './edit/block';
import { renameTemplate, resizeCanvas } from './edit/canvas';
import { addPage } from './edit/pages';
import type { Block, TemplateDocument } from './schema';
import { wordsOf } from './words';

const DOC: TemplateDocument = {
  v: 1, name: 'Finish', size: { w: 1920, h: 1080 }, pages: { solo: { role: 'solo' } },
  blocks: Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id, at): [string, Block] => [id, { type: 'text', page: 'solo', z: `a${String(at)}`, x: at * 9, y: 0, w: 9, h: 9, text: [`Word ${id}`] }])),
};
const keys = (doc: TemplateDocument): string[] => wordsOf(DOC, doc).map(({ key, values }) => `${key} ${values.name || String(values.count)}`);

test('says what was done to whom', () => {
  expect(keys(move(DOC, ['a'], 5, 5))).toEqual(['block.moved Word a']);
  expect(keys(hide(DOC, ['b'], true))).toEqual(['block.hiddenOn Word b']);
  expect(keys(patch(DOC, ['b'], { name: 'Title' }))).toEqual(['block.named Title']);
  expect(keys(remove(DOC, ['b']))).toEqual(['block.removed Word b']);
  expect(keys(renameTemplate(DOC, 'Line'))).toEqual(['template.renamed Line']);
  expect(keys(addPage(DOC, { role: 'rest' }, 'r').doc)).toEqual(['page.added rest']);
});

test('two letters of one block are one sentence, many blocks are counted', () => {
  expect(keys(patchInside(DOC, ['a'], 'font', { size: 5, weight: 700 }))).toEqual(['block.letters Word a']);
  expect(keys(align(DOC, Object.keys(DOC.blocks), 'left'))).toEqual(['block.movedMany 4']);
  expect(keys(resizeCanvas(DOC, 960, 540, 'stays'))).toEqual(['template.canvas 1']);
});
