/**
 * Why: a display stays quick on a television only while it stays small, and the app on a phone beside the course. Weighs
 * every script that a page loads before it stands, gzipped, and names the framework that must not be in the display.
 * Usage: node scripts/size.mjs dist
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const KB = 1024;
export const LIMIT = 30 * KB;
export const APP_LIMITS = { shell: 180 * KB, page: 60 * KB, builder: 120 * KB, style: 45 * KB };
/** What every page of somebody who is signed in stands in; one language, since one is loaded. */
const SHELL = ['index.html', 'src/app/shell/Shell.tsx', 'src/app/locales/de/shell.json'];
/** What the first page adds. */
const FIRST_PAGE = ['src/features/events/pages/EventsPage.tsx', 'src/app/locales/de/events.json'];
/** What the builder adds to the shell until a template is seen; what stands around the canvas comes after it. */
const BUILDER = ['src/features/builder/pages/BuilderPage.tsx', ...['builder', 'panels', 'sharing'].map((name) => `src/app/locales/de/${name}.json`)];
const AROUND = [...BUILDER, 'src/features/builder/panels/SidePanels.tsx', 'src/features/builder/bar/BarEnd.tsx'];
const FRAMEWORK = /react\.(transitional\.)?element|__REACT_DEVTOOLS|preact/i;

function zipped(path) {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

function scriptsOf(dist) {
  const page = readFileSync(join(dist, 'display.html'), 'utf8');
  const queue = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((match) => match[1]);
  const seen = new Set();
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const code = readFileSync(join(dist, path), 'utf8');
    for (const match of code.matchAll(/(?:from|import)\s*"(\.\/[^"]+\.js)"/g)) {
      queue.push(`/assets/${match[1].slice(2)}`);
    }
  }
  return [...seen];
}

/** Bytes, gzipped, of what the display page runs; and whether a framework is in it. */
export function weigh(dist) {
  const files = scriptsOf(dist).map((path) => readFileSync(join(dist, path)));
  return {
    scripts: files.length,
    bytes: files.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0),
    framework: files.some((code) => FRAMEWORK.test(code.toString('utf8'))),
  };
}

function closure(manifest, names) {
  const queue = [...names];
  const seen = new Set();
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (seen.has(name)) continue;
    if (manifest[name] === undefined) throw new Error(`the app's build has no ${name}`);
    seen.add(name);
    queue.push(...manifest[name].imports ?? []);
  }
  return [...seen].map((name) => manifest[name]);
}

/** The same of the app: its shell, and what the first page adds; `largest` says where to look when it is too much. */
export function weighApp(app) {
  const manifest = JSON.parse(readFileSync(join(app, '.vite', 'manifest.json'), 'utf8'));
  const all = closure(manifest, [...SHELL, ...FIRST_PAGE]);
  const shell = new Set(closure(manifest, SHELL).map(({ file }) => file));
  const weights = all.map(({ file }) => ({ file, bytes: zipped(join(app, file)) })).sort((a, b) => b.bytes - a.bytes);
  const sum = (of) => of.reduce((total, { bytes }) => total + bytes, 0);
  const builder = closure(manifest, BUILDER);
  const around = closure(manifest, AROUND);
  const added = (parts) => sum([...new Set(parts.map(({ file }) => file))].filter((file) => !shell.has(file)).map((file) => ({ bytes: zipped(join(app, file)) })));
  const styles = new Set([...all, ...around].flatMap(({ css }) => css ?? []));
  return {
    builder: added(builder),
    around: added(around),
    shell: sum(weights.filter(({ file }) => shell.has(file))),
    page: sum(weights.filter(({ file }) => !shell.has(file))),
    style: [...styles].reduce((total, file) => total + zipped(join(app, file)), 0),
    largest: weights.slice(0, 8),
  };
}

function shown(bytes) {
  return `${(bytes / KB).toFixed(1)} kB`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const dist = process.argv[2] ?? 'dist';
  const { bytes, framework, scripts } = weigh(dist);
  console.log(`display: ${shown(bytes)} gzipped in ${scripts} script(s), limit ${shown(LIMIT)}`);
  if (framework) console.error('a framework is in the display page');
  const app = weighApp(join(dist, 'app'));
  for (const part of Object.keys(APP_LIMITS)) console.log(`app, ${part}: ${shown(app[part])} gzipped, limit ${shown(APP_LIMITS[part])}`);
  console.log(`app, builder with all around it: ${shown(app.around)} gzipped`);
  for (const { file, bytes: each } of app.largest) console.log(`  ${shown(each).padStart(9)}  ${file}`);
  const tooMuch = bytes > LIMIT || Object.keys(APP_LIMITS).some((part) => app[part] > APP_LIMITS[part]);
  process.exitCode = tooMuch || framework || scripts === 0 ? 1 : 0;
}
