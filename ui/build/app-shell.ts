/**
 * Why: the app's worker answers with a page and files that fit each other, so the build writes into it its own page and the
 * list of what that needs. The pages of the API's documentation and faces of letters are fetched when they are wanted.
 */
import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';

const WORKER = 'app-sw.js';
const PAGE = 'index.html';

export function appShell(): Plugin {
  return {
    name: 'project88-app-shell',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk') throw new Error(`the build made no ${WORKER}`);
      worker.code = `self.__APP__=${JSON.stringify(appBuild(bundle))};\n${worker.code}`;
    },
  };
}

export function appBuild(bundle: Rolldown.OutputBundle): { readonly version: string; readonly page: string; readonly assets: readonly string[] } {
  const file = bundle[PAGE];
  if (file?.type !== 'asset') throw new Error(`the build made no ${PAGE}`);
  const page = typeof file.source === 'string' ? file.source : new TextDecoder().decode(file.source);
  const assets = Object.keys(bundle)
    .filter((name) => /^assets\/(?!swagger)[^/]+\.(js|css|svg)$/.test(name))
    .sort()
    .map((name) => `/app/${name}`);
  return { version: createHash('sha256').update(page).update(assets.join('\n')).digest('hex').slice(0, 12), page, assets };
}
