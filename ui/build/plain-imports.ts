/**
 * Why: what a display loads later has no style sheet of its own and is asked for when nobody waits, so the bundler's
 * helper for such imports, near a kilobyte, would be dead weight before the first picture.
 */
import type { Plugin } from 'vite';

const HELPER = '\0vite/preload-helper.js';

export function plainImports(): Plugin {
  return {
    name: 'project88-plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id === HELPER ? 'export const __vitePreload = (load) => load();' : null),
  };
}
