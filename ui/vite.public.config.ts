/**
 * Why a third configuration: pages for everybody who follows a race, on any telephone and inside other websites. They have no
 * framework and nothing of the app or the display in them, and are a few kilobytes each.
 */
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/public/',
  publicDir: false,
  build: {
    target: 'es2020',
    outDir: 'dist/public',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { results: 'results.html', kiosk: 'kiosk.html', card: 'card.html' },
    },
  },
});
