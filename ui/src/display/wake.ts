/**
 * Why: a laptop that dims in mid-race is a dark wall. Where the browser can hold the light on it is
 * asked again whenever it lets go; where it cannot (no HTTPS), the kiosk's own setting must do it.
 */

/** Quietly does nothing where wake locks do not exist or are refused. */
export async function holdLight(page: Document, browser: Navigator): Promise<void> {
  const locks = (browser as { readonly wakeLock?: WakeLock }).wakeLock;
  if (locks === undefined || page.visibilityState !== 'visible') return;
  try {
    const lock = await locks.request('screen');
    lock.addEventListener('release', () => {
      if (page.visibilityState === 'visible') void holdLight(page, browser);
    }, { once: true });
  } catch (error) {
    // Refused (battery, policy): the picture goes on without.
    if (!(error instanceof DOMException)) throw error;
  }
}
