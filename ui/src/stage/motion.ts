/**
 * Why: movement tells the eye what is new; it must never be what keeps the picture right. The final
 * style is always set first and the animation runs *from* something else, so that a lost frame or an
 * old engine shows the correct picture. Only transform and opacity; never a lasting fill, because a
 * browser keeps such animations for ever. In calm mode things fade and do not travel.
 */

export type Motion =
  /** A card comes in; `after`: when whoever stood there has gone. */
  | { readonly kind: 'arrive'; readonly after?: 'leaving' }
  /** A card goes from its old place, given as distance, to the new one. Nobody is in its way. */
  | { readonly kind: 'move'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'appear'; readonly after?: 'leaving' }
  /** The final style is already invisible; the animation starts from what was seen. */
  | { readonly kind: 'vanish' }
  /** A marker of light on what has just come. */
  | { readonly kind: 'glow' };

export type Pace = 'lively' | 'calm';

interface Preset {
  /** First and last picture. The last is written out, because engines of 2019 cannot leave it out. */
  readonly frames: (motion: Motion, base: string) => [Keyframe, Keyframe];
  readonly ms: number;
  readonly easing: string;
}

/** Leaving is over by then: two names are never read in one place. */
const LEAVING_MS = 120;

/** The first picture stands still until the place is free; a delay would show the last one meanwhile. */
function waiting(preset: Preset, [first, last]: [Keyframe, Keyframe]): Keyframe[] {
  const start = LEAVING_MS / (LEAVING_MS + preset.ms);
  return [{ ...first, offset: 0 }, { ...first, offset: start, easing: preset.easing }, last];
}

const OUT = 'cubic-bezier(0.16, 1, 0.3, 1)';
const IN: [Keyframe, Keyframe] = [{ opacity: 0 }, { opacity: 1 }];
const AWAY: [Keyframe, Keyframe] = [{ opacity: 1 }, { opacity: 0 }];

function travel(motion: Motion, base: string): [Keyframe, Keyframe] {
  if (motion.kind !== 'move') return IN;
  const from = `translate(${String(motion.dx)}px, ${String(motion.dy)}px) ${base}`;
  return [{ transform: from }, { transform: base }];
}

function slideIn(_motion: Motion, base: string): [Keyframe, Keyframe] {
  return [
    { opacity: 0, transform: `${base} translate(-70px, 0)` },
    { opacity: 1, transform: base },
  ];
}

const LIVELY: Readonly<Record<Motion['kind'], Preset>> = {
  arrive: { frames: slideIn, ms: 420, easing: OUT },
  move: { frames: travel, ms: 380, easing: OUT },
  appear: { frames: () => IN, ms: 260, easing: 'ease-out' },
  vanish: { frames: () => AWAY, ms: LEAVING_MS, easing: 'ease-in' },
  glow: { frames: () => AWAY, ms: 1400, easing: 'ease-out' },
};

const CALM: Readonly<Record<Motion['kind'], Preset | null>> = {
  arrive: { frames: () => IN, ms: 500, easing: 'ease-in-out' },
  move: null,
  appear: { frames: () => IN, ms: 500, easing: 'ease-in-out' },
  vanish: { frames: () => AWAY, ms: LEAVING_MS, easing: 'linear' },
  glow: null,
};

export class Motions {
  private readonly running = new WeakMap<Element, Animation>();

  constructor(private pace: Pace) {}

  /** The operator, or the machine's own wish for less movement, can change it at any time. */
  setPace(pace: Pace): void {
    this.pace = pace;
  }

  /** `base` is the transform that the element has already been given. */
  play(element: HTMLElement, motion: Motion, base = ''): void {
    this.running.get(element)?.cancel();
    const preset = this.pace === 'calm' ? CALM[motion.kind] : LIVELY[motion.kind];
    if (preset === null || typeof element.animate !== 'function') return;
    const frames = preset.frames(motion, base);
    const late = 'after' in motion && motion.after === 'leaving';
    this.running.set(element, late
      ? element.animate(waiting(preset, frames), { duration: LEAVING_MS + preset.ms })
      : element.animate(frames, { duration: preset.ms, easing: preset.easing }));
  }
}
