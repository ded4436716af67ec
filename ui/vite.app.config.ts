/**
 * Why a second configuration: the app is React for browsers of today, under /app/, while the display is
 * framework-free for televisions of 2019 and lists every file of its own build. Neither sees the other.
 */
import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import variables from 'postcss-simple-vars';
import { defineConfig } from 'vite';
import { apiDocs } from './build/api-docs.ts';
import { appShell } from './build/app-shell.ts';
import { fallbackFaces } from './build/fallback.ts';
import { firstColours } from './build/first-colours.ts';
import { fontLicence } from './build/font-licence.ts';

const HUB = process.env['PROJECT88_HUB'] ?? 'http://127.0.0.1:5001';
const NARROW = { 'mantine-breakpoint-xs': '36em', 'mantine-breakpoint-sm': '48em', 'mantine-breakpoint-md': '62em', 'mantine-breakpoint-lg': '75em', 'mantine-breakpoint-xl': '88em' };

const TOGETHER = { minShareCount: 2, entriesAware: true, includeDependenciesRecursively: false };

/** A group is named after all its pages; the first part says enough. */
function stem(name: string): string {
  return name.replace(/~.*|\.\w+$/g, '');
}

export default defineConfig({
  base: '/app/',
  publicDir: 'app-public',
  plugins: [react(), firstColours(), apiDocs(), fontLicence(), fallbackFaces('named'), appShell()],
  css: { postcss: { plugins: [mantine(), variables({ variables: NARROW })] } },
  build: {
    target: 'es2022',
    outDir: 'dist/app',
    emptyOutDir: true,
    copyPublicDir: false,
    // Which chunk needs which, for scripts/size.mjs; it is not served.
    manifest: true,
    // The content policy lets no data: address be a script, and one rule for all files is easier to check.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: 'index.html' },
      // Few files instead of hundreds: each is a request, and small ones press badly. What every page needs comes in three; else what
      // the same pages need comes together, so that none loads what it does not use.
      output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: ({ name }) => `assets/${stem(name)}-[hash].js`, assetFileNames: ({ names: [name = 'file'] }) => `assets/${stem(name)}-[hash][extname]`, codeSplitting: { groups: [
        { name: 'base', test: /node_modules\/(react|react-dom|scheduler|i18next|react-i18next|clsx|use-sync-external-store|@tanstack\/(?!react-virtual|virtual-core|react-table|table-core)[\w-]+)\// },
        { name: 'kit', test: /node_modules\/@mantine\/(core\/esm\/core|hooks)\// },
        { name: 'start', tags: ['$initial'], minShareCount: 2 },
        { name: 'board', test: /src\/(features\/builder|blocks|binding|document|stage)\//, ...TOGETHER, entriesAwareMergeThreshold: 8_000 },
        { name: 'icons', test: /@tabler/, ...TOGETHER, entriesAwareMergeThreshold: 3_000 },
        { name: 'part', ...TOGETHER },
      ] } },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/api', '/schema', '/display', '/assets'].map((path) => [path, { target: HUB, changeOrigin: true }])),
  },
});
