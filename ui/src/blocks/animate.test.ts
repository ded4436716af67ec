// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { Animation as Anim } from '../document/schema';
import { animate, framesOf, still } from './animate';

const NAMES: readonly Anim['name'][] = [
  'none', 'fadeIn', 'fadeInDown', 'fadeInUp', 'fadeInLeft', 'fadeInRight', 'slideInLeft', 'slideInRight', 'slideInUp', 'slideInDown', 'zoomIn', 'zoomInUp', 'zoomInDown',
  'bounceIn', 'bounceInUp', 'bounceInDown', 'rotateIn', 'flipInX', 'flipInY', 'fadeOut', 'slideOutLeft', 'slideOutRight', 'zoomOut', 'pulse', 'countUp', 'flip',
];
const STILL = 'translate(0%, 0%) scale(1) rotate(0deg) rotateX(0deg) rotateY(0deg)';

test.each(NAMES)('%s moves nothing but transform and opacity, comes to rest in place, and lasts no longer than it is seen', (name) => {
  for (const ease of ['out', 'spring'] as const) {
    for (const kind of ['in', 'out', 'change'] as const) {
      const frames = framesOf({ name, ease }, kind);
      expect(frames.length === 0).toBe(name === 'none' || name === 'countUp');
      for (const frame of frames) expect(Object.keys(frame).sort()).toEqual(['offset', 'opacity', 'transform']);
      const rest = frames.length === 0 ? null : frames[kind === 'out' ? 0 : frames.length - 1];
      if (rest) expect([String(rest['transform']).replace('perspective(1200px) ', ''), rest['opacity']]).toEqual([STILL, 1]);
      const offsets = frames.map(({ offset }) => Number(offset));
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    }
  }
});

test('nothing flashes more than three times a second', () => {
  for (const name of NAMES) {
    const light = framesOf({ name, ease: 'spring' }, 'in').map(({ opacity }) => Number(opacity));
    const falls = light.filter((opacity, at) => at > 0 && opacity < (light[at - 1] ?? 0) - 0.2).length;
    expect(falls, name).toBeLessThanOrEqual(1);
  }
});

test('who waits for the others is already where it will start; the fill does not last', () => {
  const element = document.createElement('div');
  let given: KeyframeAnimationOptions = {};
  element.animate = (_frames, options) => {
    given = options as KeyframeAnimationOptions;
    return { cancel: () => undefined } as Animation;
  };
  expect(animate(element, { name: 'fadeInUp', ms: 400, delay: 100, stagger: 50 }, 'in', false, 3)).toBe(650);
  expect(given).toMatchObject({ delay: 250, duration: 400, fill: 'backwards' });
  expect(animate(element, { name: 'fadeInUp' }, 'in', true)).toBe(0);
  still(element);
});

test('an engine without animations shows the final picture', () => {
  expect(() => animate(document.createElement('div'), { name: 'zoomIn' }, 'in', false)).not.toThrow();
});
