/**
 * Why: a display is switched on in the morning, perhaps before the hub, and must never show a
 * browser's error page. This worker owns /display/ and nothing else; decisions are in route.ts, answers
 * in shell.ts. It must be served at /display-sw.js with `Service-Worker-Allowed: /display/`.
 */
import { lastWords, route } from './route';
import { type ShellBuild, cacheName, outdated, pageFirst } from './shell';

declare const self: ServiceWorkerGlobalScope & { readonly __SHELL__: ShellBuild };

const HUB_HAS_MS = 3000;

async function install(): Promise<void> {
  const cache = await caches.open(cacheName(self.__SHELL__));
  await cache.addAll([...self.__SHELL__.assets]);
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  const names = outdated(await caches.keys(), self.__SHELL__);
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.clients.claim();
}

function patience(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, HUB_HAS_MS);
  });
}

/** What was not fetched in advance, as the faces of other scripts, is kept from its first use on. */
async function asset(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok) await keep(request, response.clone());
  return response;
}

/** A full disk must not cost the file itself. */
async function keep(request: Request, response: Response): Promise<void> {
  const cache = await caches.open(cacheName(self.__SHELL__));
  await cache.put(request, response).catch(() => undefined);
}

self.addEventListener('install', (event) => { event.waitUntil(install()); });
self.addEventListener('activate', (event) => { event.waitUntil(activate()); });
self.addEventListener('message', (event) => {
  const request = lastWords(event.data, self.location.origin);
  // Nobody is left who could be told that it failed.
  if (request !== null) event.waitUntil(fetch(request).catch(() => undefined));
});
self.addEventListener('fetch', (event) => {
  switch (route(event.request, self.location.origin)) {
    case 'page':
      event.respondWith(pageFirst(fetch(event.request), patience(), self.__SHELL__));
      return;
    case 'asset':
      event.respondWith(asset(event.request));
      return;
    case 'leave':
  }
});
