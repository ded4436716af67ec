/** Why two projects: the display's tests need no document, the app's need one and React. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        extends: './vite.config.ts',
        test: {
          name: 'display',
          environment: 'node',
          include: ['src/{api,director,display,stage,sw}/**/*.test.ts'],
          exclude: ['src/api/client.test.ts'],
        },
      },
      {
        extends: './vite.app.config.ts',
        test: {
          name: 'app',
          environment: 'jsdom',
          include: ['src/{app,components,features}/**/*.test.{ts,tsx}', 'src/api/client.test.ts'],
          setupFiles: ['src/testing/setup.ts'],
        },
      },
    ],
  },
});
