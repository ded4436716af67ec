// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { type Motion, Motions } from './motion';

interface Played {
  readonly frames: Keyframe[];
  readonly options: KeyframeAnimationOptions;
}

function stage(): { element: HTMLElement; played: Played[] } {
  const element = document.createElement('div');
  const played: Played[] = [];
  element.animate = (frames, options) => {
    played.push({ frames: frames as Keyframe[], options: options as KeyframeAnimationOptions });
    return { cancel: () => undefined } as Animation;
  };
  return { element, played };
}

const ALL: readonly Motion[] = [
  { kind: 'arrive' }, { kind: 'move', dx: 10, dy: 20 }, { kind: 'appear' }, { kind: 'vanish' }, { kind: 'glow' },
  { kind: 'arrive', after: 'leaving' }, { kind: 'appear', after: 'leaving' },
];

test('every motion ends by itself, has both ends written out and moves nothing but transform and opacity', () => {
  const { element, played } = stage();
  for (const motion of ALL) new Motions('lively').play(element, motion, 'translate(1px, 2px)');
  expect(played).toHaveLength(ALL.length);
  for (const { frames, options } of played) {
    expect(options.fill).toBeUndefined();
    expect(Number(options.duration)).toBeLessThanOrEqual(1500);
    const moved = frames.map((frame) => Object.keys(frame).filter((name) => name !== 'offset' && name !== 'easing'));
    expect(moved.length).toBeGreaterThanOrEqual(2);
    for (const names of moved) {
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(['opacity', 'transform']).toContain(name);
    }
  }
});

test.each(['lively', 'calm'] as const)('who leaves has gone before the next one is seen, %s', (pace) => {
  const { element, played } = stage();
  const motions = new Motions(pace);
  motions.play(element, { kind: 'vanish' });
  motions.play(element, { kind: 'arrive', after: 'leaving' });
  const [leaving, coming] = played;
  const [unseen, begins] = coming?.frames ?? [];
  const starts = Number(begins?.offset) * Number(coming?.options.duration);
  expect([unseen?.['opacity'], begins?.['opacity']]).toEqual([0, 0]);
  expect(starts).toBeGreaterThanOrEqual(Number(leaving?.options.duration) - 1);
});

test('in calm mode nothing travels and nothing flashes', () => {
  const { element, played } = stage();
  for (const motion of ALL) new Motions('calm').play(element, motion, 'translate(1px, 2px)');
  expect(played.every(({ frames }) => frames.every((frame) => frame['transform'] === undefined))).toBe(true);
  expect(played).toHaveLength(5);
});

test('an engine without animations shows the final picture', () => {
  const element = document.createElement('div');
  Object.defineProperty(element, 'animate', { value: undefined });
  expect(() => { new Motions('lively').play(element, { kind: 'arrive' }); }).not.toThrow();
});
