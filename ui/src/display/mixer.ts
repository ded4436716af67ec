/**
 * Why: a video mixer (OBS, vMix, CasparCG) shows a display over its own picture: without a ground, with as many frames
 * as it asks for, and with the functions by which such programs start and stop any graphic.
 */
export interface Mixer {
  /** Of the picture and beside it. */
  readonly transparent: boolean;
  /** Least ms between two frames; 0: as the machine draws. */
  readonly everyMs: number;
}

const MOST_FPS = 120;

export function mixerOf(options: URLSearchParams): Mixer {
  const fps = Number(options.get('fps') ?? 0);
  return {
    transparent: options.get('bg') === 'transparent',
    everyMs: fps >= 1 && fps < MOST_FPS ? 1000 / fps : 0,
  };
}

/** `update` brings data of the caller; a display has its own. */
export function obeyMixer(owner: object, body: HTMLElement): void {
  const see = (on: boolean) => () => { body.classList.toggle('stopped', !on); };
  Object.assign(owner, { play: see(true), next: () => undefined, stop: see(false), update: () => undefined });
}
