/**
 * Why: the documentation of the API is an interactive page, and nothing may come from another host. The
 * pages and scripts of swagger-ui are copied as they are; what is ours (the page, and the file that starts it)
 * has no inline script, so it lives under the same content policy as everything else.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

const SWAGGER = 'node_modules/swagger-ui-dist';
const COPIED = ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-bundle.js.LICENSE.txt', 'LICENSE', 'NOTICE'];
const OURS = ['index.html', 'start.js', 'page.css'];

/** `/app/docs/…` in the build; the hub answers /schema/docs with its index.html. */
export function apiDocs(): Plugin {
  return {
    name: 'project88-api-docs',
    apply: 'build',
    buildStart() {
      const sources = [...COPIED.map((name) => join(SWAGGER, name)), ...OURS.map((name) => join('docs-page', name))];
      for (const path of sources) {
        this.emitFile({ type: 'asset', fileName: `docs/${basename(path)}`, source: readFileSync(path) });
      }
    },
  };
}
