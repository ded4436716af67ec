/**
 * Why: the app opens without network too. A new build waits: the page would lose what was not saved yet, and half of it would be of
 * another build. The person is told and says when.
 */
const TAKE_OVER = 'take-over';

/** Registers the worker; `ready` is called with what brings the new build when one waits. */
export function keepShell(ready: (take: () => void) => void): void {
  const container = (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  // Not there on plain HTTP to an address; the page lives without.
  if (container === undefined || !import.meta.env.PROD) return;
  let wanted = false;
  container.addEventListener('controllerchange', () => { if (wanted) location.reload(); });
  const offer = (registration: ServiceWorkerRegistration): void => {
    const { waiting } = registration;
    if (waiting === null || container.controller === null) return;
    ready(() => {
      wanted = true;
      waiting.postMessage(TAKE_OVER);
    });
  };
  container.register('/app-sw.js', { scope: '/p/' }).then((registration) => {
    offer(registration);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => { if (installing.state === 'installed') offer(registration); });
    });
  }).catch(reportError);
}
