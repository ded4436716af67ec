/**
 * Why: which build the app runs is decided here. The page comes from the hub while it answers; without it, the page of this
 * worker's own build, whose files are all in its cache since it was installed. So page and files always fit. Styles of the
 * page carry a nonce that is new in every answer: the kept page gets a new one too, under the hub's own policy.
 */
import { isContent } from './kept';
import type { Asked } from './route';

/** Written in front of the worker by the build (build/app-shell.ts). */
export interface AppBuild {
  readonly version: string;
  readonly page: string;
  readonly assets: readonly string[];
}

export type AppRoute = 'page' | 'asset' | 'content' | 'leave';

const PREFIX = 'project88-app-';
/** Where the hub's policy is kept in the cache. */
export const POLICY = '/app/policy';
const HOLDER = '__NONCE__';
const NONCE = /'nonce-[^']+'/;

export function appRoute(asked: Asked, origin: string): AppRoute {
  const url = new URL(asked.url);
  if (asked.method !== 'GET' || url.origin !== origin) return 'leave';
  if (asked.mode === 'navigate' && url.pathname.startsWith('/p/')) return 'page';
  if (isContent(url)) return 'content';
  return url.pathname.startsWith('/app/assets/') ? 'asset' : 'leave';
}

export function cacheName(build: AppBuild): string {
  return PREFIX + build.version;
}

/** Ours, but of another build. */
export function outdated(names: readonly string[], build: AppBuild): readonly string[] {
  return names.filter((name) => name.startsWith(PREFIX) && name !== cacheName(build));
}

export function newNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(18)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The page of this build under the policy that the hub gave with its own. Without a policy it is not shown. */
export function keptPage(build: AppBuild, policy: string | null, nonce: string): Response {
  if (policy === null || !NONCE.test(policy)) return Response.error();
  return new Response(build.page.split(HOLDER).join(nonce), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy.replace(NONCE, `'nonce-${nonce}'`),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    },
  });
}

/** From the hub when it answers in time. Its own no (403, 404) is an answer; a proxy's 502 is none. */
export async function pageFirst(fromHub: Promise<Response>, late: Promise<void>, kept: () => Promise<Response>): Promise<Response> {
  const honest = fromHub.then((response) => (response.status >= 500 ? kept() : response), kept);
  return Promise.race([honest, late.then(kept)]);
}
