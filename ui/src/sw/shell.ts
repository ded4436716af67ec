/**
 * Why: what the worker answers, apart from when it is asked. Page: the network first, because a new
 * build must come; the shell when the network is away, slow, or answers with anybody's error page.
 * The shell is the page of this worker's own build, and its files are in the cache since it was
 * installed, so the two always fit.
 */

/** Written in front of the worker by the build (build/shell.ts). */
export interface ShellBuild {
  readonly version: string;
  readonly page: string;
  readonly assets: readonly string[];
}

const PREFIX = 'project88-display-';

export function cacheName(build: ShellBuild): string {
  return PREFIX + build.version;
}

/** Ours, but of another build. */
export function outdated(names: readonly string[], build: ShellBuild): readonly string[] {
  return names.filter((name) => name.startsWith(PREFIX) && name !== cacheName(build));
}

export function shellPage(build: ShellBuild): Response {
  return new Response(build.page, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'self'",
      'Cache-Control': 'no-store',
    },
  });
}

/** `late` resolves when the network has had time enough. */
export async function pageFirst(
  fromHub: Promise<Response>,
  late: Promise<void>,
  build: ShellBuild,
): Promise<Response> {
  const shell = (): Response => shellPage(build);
  const honest = fromHub.then((response) => (response.ok ? response : shell()), shell);
  return Promise.race([honest, late.then(shell)]);
}
