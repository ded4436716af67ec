/** Why: the hub lets browsers keep everything under /app/assets for ever, so each name there carries its content's hash. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

export interface Hashed {
  /** Its place in the build. */
  readonly fileName: string;
  readonly source: Uint8Array;
}

export function hashed(path: string): Hashed {
  const source = readFileSync(path);
  const mark = createHash('sha256').update(source).digest('hex').slice(0, 8);
  return { fileName: `assets/${basename(path).replace(/(\.\w+)$/, `-${mark}$1`)}`, source };
}
