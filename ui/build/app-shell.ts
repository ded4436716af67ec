/**
 * Why: the app's worker answers with a page and files that fit each other, so the build writes into it its own page and the
 * list of what that needs. The pages of the API's documentation and faces of letters are fetched when they are wanted. The
 * worker is bundled alone: beside the app, what both use would be a file that a classic worker cannot import.
 */
import { createHash } from 'node:crypto';
import { build, type Plugin, type Rolldown } from 'vite';

const WORKER = 'app-sw.js';
const SOURCE = 'src/sw/app-sw.ts';
const PAGE = 'index.html';

export function appShell(): Plugin {
  return {
    name: 'project88-app-shell',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const source = `self.__APP__=${JSON.stringify(appBuild(bundle))};\n${await worker()}`;
      this.emitFile({ type: 'asset', fileName: WORKER, source });
    },
  };
}

/** The worker in one file, whatever it shares with the app. */
async function worker(): Promise<string> {
  const made = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { target: 'es2022', write: false, modulePreload: false, rollupOptions: { input: SOURCE, output: { format: 'iife' } } },
  });
  const [chunk, ...rest] = (made as Rolldown.RolldownOutput).output; // one output was asked for, and nobody watches
  if (rest.length > 0) throw new Error(`${WORKER} would be ${String(rest.length + 1)} files; it has to be one`);
  return chunk.code;
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
