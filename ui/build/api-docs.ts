/**
 * Why: the documentation of the API is an interactive page, and nothing may come from another host. The scripts of
 * swagger-ui are copied as they are; what is ours (the page, and the file that starts it) has no inline script, so it
 * lives under the same content policy as everything else.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import { hashed } from './hashed.ts';

const SWAGGER = 'node_modules/swagger-ui-dist';
const OURS = 'docs-page';
const FILES = [join(SWAGGER, 'swagger-ui.css'), join(SWAGGER, 'swagger-ui-bundle.js'), join(OURS, 'start.js'), join(OURS, 'page.css'), 'src/components/mark.svg'];
const LICENCES = ['LICENSE', 'NOTICE', 'swagger-ui-bundle.js.LICENSE.txt'];

/** `docs/index.html` in the build, which the hub answers at /schema/docs; what it loads is among the app's assets. */
export function apiDocs(): Plugin {
  return {
    name: 'project88-api-docs',
    apply: 'build',
    buildStart() {
      let page = readFileSync(join(OURS, 'index.html'), 'utf8');
      for (const path of FILES) {
        const file = hashed(path);
        this.emitFile({ type: 'asset', ...file });
        page = page.replace(`"${basename(path)}"`, `"/app/${file.fileName}"`);
      }
      this.emitFile({ type: 'asset', fileName: 'docs/index.html', source: page });
      const licences = LICENCES.map((name) => readFileSync(join(SWAGGER, name), 'utf8').trim());
      this.emitFile({ type: 'asset', fileName: 'assets/swagger-ui.LICENSE.txt', source: `${licences.join('\n\n')}\n` });
    },
  };
}
