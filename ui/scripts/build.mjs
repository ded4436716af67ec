/**
 * Why: three builds share dist/, and the display's empties it, so the order matters. Options given here
 * (`--logLevel warn`) go to all.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');

for (const config of ['vite.config.ts', 'vite.app.config.ts', 'vite.public.config.ts']) {
  const done = spawnSync(process.execPath, [vite, 'build', '--config', config, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
