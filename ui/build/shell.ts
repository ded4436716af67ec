/**
 * Why: the service worker must be able to answer with a page and assets that fit each other, also
 * when the hub has been away since the screen was switched on. So the build writes into the worker
 * the finished text of display.html and the list of every hashed file, and names the cache by a hash
 * of both. Fallback faces, in a folder of their own, are kept when they were used. Nothing has to be kept in step by hand, and a new build is a new worker.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';

const WORKER = 'display-sw.js';
const PAGE = 'display.html';
const FONT_LICENCE = 'node_modules/@fontsource-variable/sofia-sans-condensed/LICENSE';

/** What the worker knows of its build; read there as `self.__SHELL__`. */
export interface Shell {
  readonly version: string;
  readonly page: string;
  /** What every display needs; megabytes of other scripts are not in it. */
  readonly assets: readonly string[];
}

/** Describes a finished bundle; the same bundle always gives the same version. */
export function describe(bundle: Rolldown.OutputBundle): Shell {
  const page = bundle[PAGE];
  if (page?.type !== 'asset') throw new Error(`the build made no ${PAGE}`);
  const text = typeof page.source === 'string' ? page.source : new TextDecoder().decode(page.source);
  const assets = Object.keys(bundle)
    .filter((name) => /^assets\/[^/]+\.(js|css|svg|woff2)$/.test(name))
    .sort()
    .map((name) => `/${name}`);
  const version = createHash('sha256').update(text).update(assets.join('\n')).digest('hex').slice(0, 12);
  return { version, page: text, assets };
}

/** Completes the worker and puts the font licence (OFL asks for it) beside the fonts. */
export function shell(): Plugin {
  return {
    name: 'project88-shell',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      this.emitFile({ type: 'asset', fileName: 'assets/OFL.txt', source: readFileSync(FONT_LICENCE) });
    },
    generateBundle(_options, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk') throw new Error(`the build made no ${WORKER}`);
      if (worker.imports.length > 0) throw new Error(`${WORKER} imports ${worker.imports.join()}; a classic worker cannot`);
      worker.code = `self.__SHELL__=${JSON.stringify(describe(bundle))};\n${worker.code}`;
    },
  };
}
