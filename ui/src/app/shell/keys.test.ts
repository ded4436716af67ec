import { expect, test } from 'vitest';
import { pressed, shownKeys } from './keys';

function press(key: string, more: Partial<KeyboardEventInit> = {}, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, ...more });
  Object.defineProperty(event, 'target', { value: target });
  return event;
}

test('a letter alone runs a command, but not while somebody types', () => {
  expect(pressed('n', press('n'))).toBe(true);
  expect(pressed('n', press('n', {}, document.createElement('input')))).toBe(false);
  expect(pressed('n', press('n', {}, document.createElement('textarea')))).toBe(false);
});

test('a key with Ctrl runs also in a text field', () => {
  expect(pressed('mod+k', press('k', { ctrlKey: true }, document.createElement('input')))).toBe(true);
});

test('other modifiers make another key of it', () => {
  expect(pressed('n', press('n', { ctrlKey: true }))).toBe(false);
  expect(pressed('n', press('N', { shiftKey: true }))).toBe(false);
  expect(pressed('mod+k', press('k', { ctrlKey: true, altKey: true }))).toBe(false);
});

test('a question mark is one however the keyboard makes it', () => {
  expect(pressed('?', press('?', { shiftKey: true }))).toBe(true);
  expect(pressed('?', press('?'))).toBe(true);
});

test('keys are shown as they stand on the keyboard', () => {
  expect(shownKeys('mod+shift+b')).toEqual(['Ctrl', '⇧', 'B']);
});
