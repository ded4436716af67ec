/**
 * Why: who draws a template at a start line without network may reload the page. This worker owns /p/, the files of the app's
 * builds, and the pictures and fonts that templates are drawn with (kept.ts); all else under /api/ is left alone. It never takes
 * over by itself: a new one waits until the page asks for it or the last window is closed. Decisions are in app-shell.ts.
 */
import { type AppBuild, appRoute, cacheName, keptPage, newNonce, outdated, pageFirst, POLICY } from './app-shell';
import { contentOf } from './kept';

declare const self: ServiceWorkerGlobalScope & { readonly __APP__: AppBuild };

const HUB_HAS_MS = 4000;
/** What the page sends when the person wants the new build. */
const TAKE_OVER = 'take-over';

async function install(): Promise<void> {
  const cache = await caches.open(cacheName(self.__APP__));
  const page = await fetch('/p/app', { cache: 'no-store' });
  const policy = page.headers.get('Content-Security-Policy');
  if (!page.ok || policy === null) throw new Error('the hub gave no page');
  await cache.addAll([...self.__APP__.assets]);
  await cache.put(POLICY, new Response(policy));
}

async function activate(): Promise<void> {
  const names = outdated(await caches.keys(), self.__APP__);
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.clients.claim();
}

function patience(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, HUB_HAS_MS);
  });
}

async function kept(): Promise<Response> {
  const cache = await caches.open(cacheName(self.__APP__));
  const policy = await cache.match(POLICY);
  return keptPage(self.__APP__, policy === undefined ? null : await policy.text(), newNonce());
}

/** Of any build that is kept; what isn't, the hub has. Names carry hashes, so what is found is right. */
async function asset(request: Request): Promise<Response> {
  return await caches.match(request, { ignoreVary: true }) ?? await fetch(request);
}

self.addEventListener('install', (event) => { event.waitUntil(install()); });
self.addEventListener('activate', (event) => { event.waitUntil(activate()); });
self.addEventListener('message', (event) => { if (event.data === TAKE_OVER) event.waitUntil(self.skipWaiting()); });
self.addEventListener('fetch', (event) => {
  switch (appRoute(event.request, self.location.origin)) {
    case 'page':
      event.respondWith(pageFirst(fetch(event.request), patience(), kept));
      return;
    case 'asset':
      event.respondWith(asset(event.request));
      return;
    case 'content':
      // A part of a film is asked for as a part; that is the browser's own business.
      if (!event.request.headers.has('Range')) event.respondWith(contentOf(event.request));
      return;
    case 'leave':
  }
});
