/** Why two projects: the display's tests, and those of finished files, need no document; the app's need one and React. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        extends: './vite.config.ts',
        test: {
          name: 'plain',
          environment: 'node',
          include: ['src/{api,binding,blocks,director,display,document,results,stage,sw}/**/*.test.ts', 'src/app/*.node.test.ts'],
          exclude: ['src/api/client.test.ts'],
        },
      },
      {
        extends: './vite.app.config.ts',
        // Samples that both languages read lie beside this folder.
        server: { fs: { allow: ['../tests', '.'] } },
        test: {
          name: 'app',
          environment: 'jsdom',
          include: ['src/{app,components,features}/**/*.test.{ts,tsx}', 'src/api/client.test.ts'],
          exclude: ['src/**/*.node.test.ts'],
          setupFiles: ['src/testing/setup.ts'],
          // Two cores may be busy with ten other things.
          testTimeout: 20_000,
        },
      },
    ],
  },
});
