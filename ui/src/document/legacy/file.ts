/**
 * Why: the original kept a template as JSON of version 2.0 with two states of markup, before that as one page of HTML that served both. Here a
 * file is read into states and a size, nothing is believed of it, and what it is not is told by a key that the app has words for.
 */
export interface State { readonly role: 'solo' | 'rest'; readonly html: string; readonly css: string }
export interface LegacyFile {
  readonly name: string;
  readonly size: { readonly w: number; readonly h: number };
  /** Nobody wrote the size down: it is the usual one. */
  readonly sizeGuessed: boolean;
  /** One state served both. */
  readonly single: boolean;
  readonly states: readonly State[];
}

export type Refused = 'notLegacy' | 'noMarkup' | 'tooLarge';
type Bag = Readonly<Record<string, unknown>>;

const MOST_CHARACTERS = 4_000_000;
const [LEAST, MOST] = [16, 16_384];
const USUAL = { w: 1920, h: 1080 };

export function readLegacy(fileName: string, text: string): LegacyFile | Refused {
  if (text.length > MOST_CHARACTERS) return 'tooLarge';
  const name = cleanName(fileName.replace(/\.[a-z]+$/i, '')) || 'Template';
  return /^\s*[{[]/.test(text) ? ofJson(name, text) : ofHtml(name, text);
}

/** Whether a file may be one of the original's, by its name alone. */
export function looksLegacy(fileName: string): boolean {
  return /\.(json|html?)$/i.test(fileName);
}

function ofJson(usual: string, text: string): LegacyFile | Refused {
  const bag = parsed(text);
  if (bag === null || 'blocks' in bag) return 'notLegacy';
  const name = typeof bag['name'] === 'string' ? cleanName(bag['name']) || usual : usual;
  const [active, resting] = [stateOf(bag['activeState']), stateOf(bag['restingState'])];
  const single = active === null && resting === null ? stateOf(bag) : null;
  if (single !== null) return made(name, bag, single, single);
  if (active === null && resting === null) return 'activeState' in bag || 'html' in bag ? 'noMarkup' : 'notLegacy';
  return made(name, bag, active, resting);
}

function made(name: string, bag: Bag, active: Kept | null, resting: Kept | null): LegacyFile {
  const first = active ?? resting;
  const size = sizeOf(bag, first?.bag ?? {}, first?.html ?? '');
  const states = [state('solo', active), state('rest', resting)].filter((each) => each !== null);
  return { name, size: size ?? USUAL, sizeGuessed: size === null, single: active === resting, states };
}

function state(role: State['role'], kept: Kept | null): State | null {
  return kept === null ? null : { role, html: kept.html, css: kept.css };
}

function ofHtml(name: string, html: string): LegacyFile | Refused {
  if (!/<[a-z]/i.test(html)) return 'notLegacy';
  const kept = { html, css: '', bag: {} };
  return made(name, {}, kept, kept);
}

function parsed(text: string): Bag | null {
  try {
    const value: unknown = JSON.parse(text);
    return isBag(value) ? value : null;
  } catch {
    return null;
  }
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Kept { readonly html: string; readonly css: string; readonly bag: Bag }

function stateOf(value: unknown): Kept | null {
  if (!isBag(value) || typeof value['html'] !== 'string' || value['html'].trim() === '') return null;
  return { html: value['html'], css: typeof value['css'] === 'string' ? value['css'] : '', bag: value };
}

/** Beside the name, in the state, or on the root of its markup: files of different ages keep it in different places. */
function sizeOf(bag: Bag, state: Bag, html: string): LegacyFile['size'] | null {
  const written = [bag, bag['canvasSize'], bag['canvas'], bag['size'], state, state['size']].filter(isBag);
  for (const each of written) {
    const [w, h] = [number(each['canvasWidth'] ?? each['width'] ?? each['w']), number(each['canvasHeight'] ?? each['height'] ?? each['h'])];
    if (w !== null && h !== null) return { w, h };
  }
  const [w, h] = [/data-design-w\s*=\s*["']?(\d+)/i, /data-design-h\s*=\s*["']?(\d+)/i].map((form) => number(form.exec(html)?.[1]));
  return w === null || w === undefined || h === null || h === undefined ? null : { w, h };
}

function number(value: unknown): number | null {
  const read = typeof value === 'string' ? Number.parseFloat(value) : value;
  return typeof read === 'number' && read >= LEAST && read <= MOST ? Math.round(read) : null;
}

/** What a name may have in a document. */
export function cleanName(text: string): string {
  return clean(text).trim().slice(0, 120);
}

/** Words without what cannot be drawn. */
export function clean(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029\ud800-\udfff]/gu, ' ');
}
