/** Why: most walls have one of a few sizes; whatever else there is, is typed in. Pixels of the document, width first. */
export interface Size {
  readonly w: number;
  readonly h: number;
}

export interface Preset extends Size {
  /** Its text is `size.<id>`. */
  readonly id: string;
}

export const LEAST = 16;
export const MOST = 16_384;

export const SCREENS: readonly Preset[] = [
  { id: 'fullHd', w: 1920, h: 1080 },
  { id: 'uhd', w: 3840, h: 2160 },
  { id: 'hdReady', w: 1366, h: 768 },
  { id: 'iPad', w: 1024, h: 768 },
  { id: 'portrait', w: 1080, h: 1920 },
];
export const WALLS: readonly Preset[] = [
  { id: 'totem', w: 1270, h: 2258 },
  { id: 'strip', w: 1024, h: 256 },
  { id: 'banner', w: 768, h: 192 },
  { id: 'cube', w: 512, h: 512 },
  { id: 'gantry', w: 2304, h: 384 },
];
export const PRESETS: readonly Preset[] = [...SCREENS, ...WALLS];

export function possible(value: number | string): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= LEAST && value <= MOST;
}

export function presetOf({ w, h }: Size): Preset | undefined {
  return PRESETS.find((each) => each.w === w && each.h === h);
}
