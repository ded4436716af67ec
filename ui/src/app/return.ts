/** Why: after sign-in one goes back to where one wanted to be, but never to another site. */

/** A path of this app, or undefined: `//host`, `/\host` and whole addresses are not ours. */
export function ownPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^\/(?![/\\])/.test(text) || /^\/(sign-in|link|set-up)\b/.test(text)) return undefined;
  const url = new URL(text, location.origin);
  return url.origin === location.origin ? url.pathname + url.search + url.hash : undefined;
}
