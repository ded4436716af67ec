/** Lines for runners come as they are: pasted, as a text, as a table of an old spreadsheet. */
import { expect, test } from 'vitest';
import { takeLines, textOf } from './lines';

test('many are pasted at once, without the empty ones and those that are there', () => {
  expect(takeLines('  Well run!\r\n\r\nWhat a  finish!\nWell run!\nLooking good', ['Looking good'])).toEqual({
    lines: ['Well run!', 'What a finish!'], doubles: 2, tooLong: 0, tooMany: 0,
  });
});

test('a comma belongs to a sentence, and in a table it ends the first column', () => {
  expect(takeLines('Well run, you!', []).lines).toEqual(['Well run, you!']);
  expect(takeLines('message,by\n"Well run, ""you""!",Ada\nGo!,Timo', [], true).lines).toEqual(['Well run, "you"!', 'Go!']);
  expect(takeLines('Nachricht;von\nToll gelaufen, super!;Ada', [], true).lines).toEqual(['Toll gelaufen, super!']);
});

test('what is too long or too much is left out and counted', () => {
  const many = Array.from({ length: 205 }, (_, place) => `Line ${place}`).join('\n');
  expect(takeLines(`${'x'.repeat(201)}\n${many}`, ['one'])).toMatchObject({ doubles: 0, tooLong: 1, tooMany: 6 });
  expect(takeLines(many, ['one']).lines).toHaveLength(199);
});

test('a file of an old spreadsheet keeps its accents', async () => {
  expect(await textOf(new Blob([new Uint8Array([0x47, 0x72, 0xfc, 0xdf, 0x65])]))).toBe('Grüße');
  expect(await textOf(new Blob(['Grüße']))).toBe('Grüße');
});
