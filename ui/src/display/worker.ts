/**
 * Why: the service worker is what keeps the browser's own error page off the wall. A new build is taken
 * only while nobody is on the screen and the line is up: a reload in mid-race would be seen by all.
 */

export class Shell {
  private update: 'none' | 'ready' = 'none';

  constructor(private readonly container: ServiceWorkerContainer | undefined) {}

  /** Not there on plain HTTP to an address; then the page lives without. */
  register(): void {
    const container = this.container;
    if (container === undefined) return;
    const ruled = container.controller !== null;
    container.addEventListener('controllerchange', () => {
      // The first worker that takes over brings nothing new.
      if (ruled) this.update = 'ready';
    });
    // Refused (storage forbidden, certificate): the same as not there.
    container.register('/display-sw.js', { scope: '/display/' }).catch(() => undefined);
  }

  /** Asks the hub for a newer build; safe to call often. */
  look(): void {
    void this.container
      ?.getRegistration('/display/')
      .then((registration) => registration?.update())
      .catch(() => undefined);
  }

  get updateReady(): boolean {
    return this.update === 'ready';
  }
}
