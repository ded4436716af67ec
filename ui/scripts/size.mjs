/**
 * Why: a display stays quick on a television only while it stays small. Weighs every script that the
 * page loads by static imports, gzipped, and names the framework that must not be among them.
 * Usage: node scripts/size.mjs dist
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

export const LIMIT = 30 * 1024;
const FRAMEWORK = /react\.(transitional\.)?element|__REACT_DEVTOOLS|preact/i;

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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { bytes, framework, scripts } = weigh(process.argv[2] ?? 'dist');
  console.log(`display: ${(bytes / 1024).toFixed(1)} kB gzipped in ${scripts} script(s), limit ${LIMIT / 1024} kB`);
  if (framework) console.error('a framework is in the display page');
  process.exitCode = bytes > LIMIT || framework || scripts === 0 ? 1 : 0;
}
