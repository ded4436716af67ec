/**
 * Why: names come in every script, and the machine behind a wall may have no font but its own. The
 * faces of the design know Latin, Greek and Cyrillic; everything else is brought along too, in pieces
 * of some dozen kilobytes of which a page loads those that a name needs. Noto Sans can be drawn narrow,
 * so it is used at the widths of the design's faces; Han, Kana and Hangul have one weight and one width.
 *
 * They lie in a folder of their own: the service worker must not fetch megabytes in advance.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';

export const FOLDER = 'assets/fallback/';
const MODULE = 'virtual:fallback-faces';

interface Source {
  readonly css: string;
  /** Which of its files: their other subsets repeat Latin letters. */
  readonly files: RegExp;
  /** Smaller than its family: Arabic hangs so deep that it would touch the line below. */
  readonly adjust?: string;
}

/** Where two faces of a family know a letter the later one is used: Japanese forms before Chinese ones. */
const NARROW: readonly Source[] = [
  { css: '@fontsource-variable/noto-sans-thai/wdth.css', files: /-thai-wdth-normal/ },
  { css: '@fontsource-variable/noto-sans-hebrew/wdth.css', files: /-hebrew-wdth-normal/ },
  { css: '@fontsource-variable/noto-sans-arabic/wdth.css', files: /-arabic-wdth-normal/, adjust: '74%' },
  { css: '@fontsource-variable/noto-sans/wdth.css', files: /-wdth-normal/ },
];
const SQUARE: readonly Source[] = ['sc', 'kr', 'jp'].map((region) => (
  { css: `@fontsource/noto-sans-${region}/700.css`, files: /-\d+-700-normal/ }
));

interface Family {
  readonly name: string;
  readonly sources: readonly Source[];
  /** A variable face is held at this width, whatever the element asks for. */
  readonly stretch: string | null;
  /** To the height of the design's letters; engines before 2021 do not know it and draw larger. */
  readonly adjust: string;
}

/** The lines of the design's faces (0.9 and 0.3 of the size), so that a word stands on the same ground. */
function line(adjust: string): string {
  const part = Number.parseFloat(adjust) / 100;
  const [up, down] = [0.9, 0.3].map((height) => `${((height / part) * 100).toFixed(1)}%`);
  return `size-adjust:${adjust};ascent-override:${up};descent-override:${down};`;
}

const FAMILIES: readonly Family[] = [
  { name: 'Fallback Strong', sources: NARROW, stretch: '62.5%', adjust: '88%' },
  { name: 'Fallback Plain', sources: NARROW, stretch: '75%', adjust: '90%' },
  { name: 'Fallback Square', sources: SQUARE, stretch: null, adjust: '86%' },
];

/** Files by their place in the build, and the style sheet that names them. */
interface Fallback {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly sheet: string;
}

function hashed(name: string, content: Uint8Array | string): string {
  const mark = createHash('sha256').update(content).digest('hex').slice(0, 8);
  return FOLDER + name.replace(/\.(\w+)$/, `-${mark}.$1`);
}

function field(rule: string, name: string): string {
  return new RegExp(`${name}:\\s*([^;]+);`).exec(rule)?.[1]?.trim() ?? '';
}

interface Rule {
  readonly file: string;
  readonly rule: string;
  readonly own: string | undefined;
}

function rulesOf(source: Source): readonly Rule[] {
  const css = join('node_modules', source.css);
  return [...readFileSync(css, 'utf8').matchAll(/@font-face\s*\{[^}]*\}/g)]
    .map(([rule]) => ({ rule, own: source.adjust, file: join(dirname(css), /url\((\S+?\.woff2)\)/.exec(rule)?.[1] ?? '') }))
    .filter(({ file }) => source.files.test(file));
}

/** Each package has its own authors; the licence asks that they are named beside the fonts. */
function licences(): string {
  return [...NARROW, ...SQUARE]
    .map(({ css }) => readFileSync(join('node_modules', dirname(css), 'LICENSE'), 'utf8').trim())
    .join('\n\n');
}

export function fallback(): Fallback {
  const files = new Map<string, Uint8Array>();
  const lines = FAMILIES.flatMap(({ name, sources, stretch, adjust }) => sources.flatMap(rulesOf).map(({ file, rule, own }) => {
    const content = readFileSync(file);
    const place = hashed(basename(file), content);
    files.set(place, content);
    return `@font-face{font-family:'${name}';font-display:swap;font-weight:${field(rule, 'font-weight')};`
      + (stretch === null ? '' : `font-stretch:${stretch};`)
      + `${line(own ?? adjust)}src:url(/${place}) format('woff2');unicode-range:${field(rule, 'unicode-range')}}`;
  }));
  const text = `${lines.join('\n')}\n`;
  const sheet = hashed('faces.css', text);
  files.set(sheet, new TextEncoder().encode(text));
  files.set(`${FOLDER}OFL.txt`, new TextEncoder().encode(licences()));
  return { files, sheet };
}

/** `import address from 'virtual:fallback-faces'`: where the style sheet lies. The app names the display's files and brings none. */
export function fallbackFaces(files: 'emitted' | 'named' = 'emitted'): Plugin {
  let made: Fallback | null = null;
  return {
    name: 'project88-fallback-faces',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null;
      made = made ?? fallback();
      return `export default ${JSON.stringify(`/${made.sheet}`)};`;
    },
    generateBundle() {
      if (files === 'emitted') for (const [fileName, source] of made?.files ?? []) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}
