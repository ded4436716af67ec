/** Why: who set guides finds them again, and another template or a broken store does not spoil them. */
import { beforeEach, describe, expect, test } from 'vitest';
import { desk, guidesOf, keep, keepGuides } from './desk';
import { useBuilder } from './store';

const DOC = { v: 1, name: '', size: { w: 1920, h: 1080 }, pages: {}, blocks: {} } as const;

beforeEach(() => { localStorage.clear(); });

describe('a desk', () => {
  test('keeps the guides of each template', () => {
    keepGuides(7, { x: [100], y: [] });
    keepGuides(8, { x: [], y: [5] });
    expect([guidesOf(7), guidesOf(8), guidesOf(9)]).toEqual([{ x: [100], y: [] }, { x: [], y: [5] }, { x: [], y: [] }]);
  });

  test('keeps those of the fifty templates that were changed last', () => {
    for (let template = 1; template <= 60; template += 1) keepGuides(template, { x: [template], y: [] });
    expect(desk().guides.map(([id]) => id)).toEqual(Array.from({ length: 50 }, (_, at) => at + 11));
  });

  test('forgets a template whose guides were taken away', () => {
    keepGuides(7, { x: [100], y: [] });
    keepGuides(7, { x: [], y: [] });
    expect(desk().guides).toEqual([]);
  });

  test('is bare where what was kept cannot be read', () => {
    localStorage.setItem('project88-desk', '{"guides": 3');
    expect([desk().rulers, guidesOf(7)]).toEqual([true, { x: [], y: [] }]);
    keep({ rulers: false });
    expect(desk().rulers).toBe(false);
  });
});

test('a template that is opened again has its guides', () => {
  useBuilder.getState().open(7, 1, DOC);
  useBuilder.getState().setGuides({ x: [960], y: [] });
  useBuilder.getState().open(8, 1, DOC);
  expect(useBuilder.getState().guides.x).toEqual([]);
  useBuilder.getState().open(7, 1, DOC);
  expect(useBuilder.getState().guides.x).toEqual([960]);
});
