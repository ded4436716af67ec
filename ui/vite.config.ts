/**
 * Why these settings: televisions carry browsers of 2019 (webOS 6 is Chrome 79), a strict content
 * policy forbids inline data, and the worker must lie at a fixed address to own /display/.
 */
import { defineConfig } from 'vite';
import { fallbackFaces } from './build/fallback.ts';
import { ONE_LATER } from './build/one-later.ts';
import { plainImports } from './build/plain-imports.ts';
import { preloadFaces } from './build/preload.ts';
import { shell } from './build/shell.ts';

export default defineConfig({
  base: '/',
  plugins: [plainImports(), fallbackFaces(), preloadFaces(), shell()],
  build: {
    target: 'chrome79',
    cssTarget: 'chrome79',
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: { display: 'display.html', 'display-sw': 'src/sw/display-sw.ts' },
      output: {
        codeSplitting: { groups: [ONE_LATER] },
        entryFileNames: (chunk) =>
          chunk.name === 'display-sw' ? '[name].js' : 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
