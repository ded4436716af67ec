/** Why: the fonts' licence (OFL) asks that it lies beside them. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const LICENCE = 'node_modules/@fontsource-variable/noto-sans/LICENSE';

export function fontLicence(): Plugin {
  return {
    name: 'project88-font-licence',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'asset', fileName: 'assets/OFL.txt', source: readFileSync(LICENCE) });
    },
  };
}
