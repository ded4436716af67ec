/**
 * Why: the world that enrolment, reports and controls ask for, as a browser gives it; none of it is needed for a picture.
 */
import type { Device, Post } from '../api/screen';
import { BUILD, after } from './browser';
import { ALONE, type Channel, type Claims, type Locks, LockClaims, SpokenClaims } from './claims';

/** A screen is nobody's browser: whoever is signed in beside it has nothing to do with what it says. */
export const post: Post = (path, body) => fetch(path, {
  method: 'POST',
  credentials: 'omit',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** With the page's last breath. What a worker rules goes through it, and is lost with the page: so the worker says it. */
export function beacon(path: string, body: object): boolean {
  const worker = (navigator.serviceWorker as ServiceWorkerContainer | undefined)?.controller;
  if (worker) {
    worker.postMessage({ path, body });
    return true;
  }
  return navigator.sendBeacon(path, new Blob([JSON.stringify(body)], { type: 'application/json' }));
}

export function device(): Device {
  return {
    width: window.innerWidth,
    height: window.innerHeight,
    pixel_ratio: window.devicePixelRatio,
    build: BUILD,
    language: navigator.language,
    touch: navigator.maxTouchPoints > 0,
  };
}

/** As good as this page may: locks need HTTPS, the spoken way works everywhere. */
export function claims(): Claims {
  const locks = (navigator as { readonly locks?: Locks }).locks;
  if (locks !== undefined) return new LockClaims(locks);
  if (typeof BroadcastChannel !== 'function') return ALONE;
  return new SpokenClaims(new BroadcastChannel('project88.screens') as Channel, Math.random(), after);
}
