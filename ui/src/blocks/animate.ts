/**
 * Why: movement tells the eye what is new; it must never be what keeps the picture right. The final style is set first and the
 * animation runs from, or to, something else. Every preset is one picture away from the block's own place, and a curve along which
 * that distance is crossed; so each can come in and go out, bounce and spring. Only transform and opacity, and nothing lasts.
 */
import type { Animation as Anim } from '../document/schema';
import type { PlayKind } from './scene';

/** The picture far away: x and y in parts of the block, scale, turn, tilt about x and y in degrees, opacity. */
type Far = readonly [x: number, y: number, scale?: number, turn?: number, tiltX?: number, tiltY?: number, opacity?: number];

const SEEN = [1, 0, 0, 0, 1] as const;
const PRESETS: Readonly<Record<string, Far>> = {
  fadeIn: [0, 0], fadeInDown: [0, -1], fadeInUp: [0, 1], fadeInLeft: [-1, 0], fadeInRight: [1, 0],
  slideInLeft: [-1, 0, ...SEEN], slideInRight: [1, 0, ...SEEN], slideInUp: [0, 1, ...SEEN], slideInDown: [0, -1, ...SEEN],
  zoomIn: [0, 0, 0.3], zoomInUp: [0, 1.5, 0.1], zoomInDown: [0, -1.5, 0.1],
  bounceIn: [0, 0, 0.3], bounceInUp: [0, 2], bounceInDown: [0, -2],
  rotateIn: [0, 0, 1, -200], flipInX: [0, 0, 1, 0, 90], flipInY: [0, 0, 1, 0, 0, 90],
  fadeOut: [0, 0], slideOutLeft: [-1, 0, ...SEEN], slideOutRight: [1, 0, ...SEEN], zoomOut: [0, 0, 0.3],
  pulse: [0, 0, 1.08, 0, 0, 0, 1], flip: [0, 0, 1, 0, 0, -360, 1],
};

/** Where along the time which part of the distance is left. */
type Curve = readonly (readonly [number, number])[];
const STRAIGHT: Curve = [[0, 1], [1, 0]];
const BOUNCE: Curve = [[0, 1], [0.55, -0.12], [0.75, 0.06], [0.9, -0.03], [1, 0]];
const BEAT: Curve = [[0, 0], [0.4, 1], [1, 0]];
const SPRING: Curve = Array.from({ length: 15 }, (_, step) => [step / 14, step === 14 ? 0 : Math.exp(-step / 2.8) * Math.cos(step * 0.75)] as const);

function curveOf(anim: Anim): Curve {
  if (anim.name === 'pulse') return BEAT;
  if (anim.name.startsWith('bounce')) return BOUNCE;
  return anim.ease === 'spring' ? SPRING : STRAIGHT;
}

function picture([x, y, scale = 1, turn = 0, tiltX = 0, tiltY = 0, opacity = 0]: Far, left: number): Keyframe {
  const part = (whole: number): string => String(Math.round(whole * left * 1e4) / 1e4);
  return {
    transform: `${tiltX !== 0 || tiltY !== 0 ? 'perspective(1200px) ' : ''}translate(${part(x * 100)}%, ${part(y * 100)}%) scale(${String(1 + (scale - 1) * left)}) `
      + `rotate(${part(turn)}deg) rotateX(${part(tiltX)}deg) rotateY(${part(tiltY)}deg)`,
    opacity: 1 - (1 - opacity) * Math.min(1, Math.abs(left)),
  };
}

/** The keyframes of a preset; empty for one that moves nothing. */
export function framesOf(anim: Anim, kind: PlayKind): Keyframe[] {
  const far = PRESETS[anim.name];
  if (far === undefined) return [];
  const frames = curveOf(anim).map(([offset, left]) => ({ ...picture(far, left), offset: kind === 'out' ? 1 - offset : offset }));
  return kind === 'out' ? frames.reverse() : frames;
}

const EASE: Readonly<Record<string, string>> = { linear: 'linear', out: 'cubic-bezier(0.16, 1, 0.3, 1)', inOut: 'ease-in-out' };
const USUAL_MS = 600;
const running = new WeakMap<Element, Animation>();

/** One that is over is left alone: cancelling costs the engine a style pass. */
export function still(element: Element): void {
  const before = running.get(element);
  if (before === undefined) return;
  running.delete(element);
  if (before.playState !== 'finished') before.cancel();
}

/** A curve has its own rhythm; who goes gets quicker, who comes gets slower. */
function easing(frames: readonly Keyframe[], { ease }: Anim, kind: PlayKind): string {
  if (frames.length > 2) return 'linear';
  return EASE[ease ?? ''] ?? (kind === 'out' ? 'ease-in' : EASE['out'] ?? '');
}

/** Starts it from its frames; without frames, or in an engine without animations, the final picture stands. */
export function run(element: HTMLElement, frames: Keyframe[], options: KeyframeAnimationOptions): void {
  still(element);
  if (frames.length > 0 && typeof element.animate === 'function') running.set(element, element.animate(frames, options));
}

/** Plays and tells how long it takes, in ms; 0 in calm and without a preset. */
export function animate(element: HTMLElement, anim: Anim | undefined, kind: PlayKind, calm: boolean, index = 0): number {
  still(element);
  if (calm || anim === undefined || anim.name === 'none') return 0;
  const { ms = USUAL_MS, delay = 0, stagger = 0 } = anim;
  const frames = framesOf(anim, kind);
  // Backwards: while it waits, it already is where it will start.
  run(element, frames, { duration: ms, delay: delay + stagger * index, easing: easing(frames, anim, kind), fill: 'backwards' });
  return ms + delay + stagger * index;
}
