/** Why types only: a generator may be replaced or give up; what the app runs is its own. */
import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: './openapi.json',
  output: { path: './src/api/generated', clean: false },
  plugins: ['@hey-api/typescript'],
  logs: { level: 'error', file: false },
});
