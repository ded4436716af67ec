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
];

test('every motion ends by itself, has both ends written out and moves nothing but transform and opacity', () => {
  const { element, played } = stage();
  for (const motion of ALL) new Motions('lively').play(element, motion, 'translate(1px, 2px)');
  expect(played).toHaveLength(ALL.length);
  for (const { frames, options } of played) {
    expect(options.fill).toBeUndefined();
    expect(Number(options.duration)).toBeLessThanOrEqual(1500);
    expect(frames).toHaveLength(2);
    for (const frame of frames) {
      expect(Object.keys(frame).length).toBeGreaterThan(0);
      for (const name of Object.keys(frame)) expect(['opacity', 'transform']).toContain(name);
    }
  }
});

test('in calm mode nothing travels and nothing flashes', () => {
  const { element, played } = stage();
  for (const motion of ALL) new Motions('calm').play(element, motion, 'translate(1px, 2px)');
  expect(played.every(({ frames }) => frames.every((frame) => frame['transform'] === undefined))).toBe(true);
  expect(played).toHaveLength(3);
});

test('an engine without animations shows the final picture', () => {
  const element = document.createElement('div');
  Object.defineProperty(element, 'animate', { value: undefined });
  expect(() => { new Motions('lively').play(element, { kind: 'arrive' }); }).not.toThrow();
});
