/**
 * Why: the colours somebody chose are set before the first paint, by a script of its own (the content policy forbids
 * inline ones) that is no module (those come after the paint).
 */
import type { Plugin } from 'vite';
import { hashed } from './hashed.ts';

const SOURCE = 'app-public/colour-scheme.js';
const IN_PAGE = '/app/colour-scheme.js';

export function firstColours(): Plugin {
  return {
    name: 'project88-first-colours',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'asset', ...hashed(SOURCE) });
    },
    transformIndexHtml: { order: 'post', handler: (page) => page.replace(IN_PAGE, `/app/${hashed(SOURCE).fileName}`) },
  };
}
