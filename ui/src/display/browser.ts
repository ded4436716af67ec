/**
 * Why: the world that stream, link, screen and overlay ask for, as a browser gives it. The only place
 * beside main.ts that names EventSource, timers, dice and fetch.
 */
import type { Device, Post } from '../api/screen';
import type { Source, SourceEvent, Surroundings } from '../api/stream';
import { ALONE, type Channel, type Claims, type Locks, LockClaims, SpokenClaims } from './claims';

/** Calls back once after `ms`; the answer cancels. */
export function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => { clearTimeout(timer); };
}

function open(url: string): Source {
  const source = new EventSource(url);
  const wrapped: Source = {
    get readyState() { return source.readyState; },
    onerror: null,
    addEventListener: (name, listener) => {
      source.addEventListener(name, (event) => {
        const { data } = event as MessageEvent<string>;
        listener({ data } satisfies SourceEvent);
      });
    },
    close: () => { source.close(); },
  };
  source.onerror = () => wrapped.onerror?.();
  return wrapped;
}

export const SURROUNDINGS: Surroundings = {
  open,
  now: () => performance.now(),
  random: () => Math.random(),
  after,
};

/** A screen is nobody's browser: whoever is signed in beside it has nothing to do with what it says. */
export const post: Post = (path, body) => fetch(path, {
  method: 'POST',
  credentials: 'omit',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** With the page's last breath. */
export function beacon(path: string, body: object): boolean {
  return navigator.sendBeacon(path, new Blob([JSON.stringify(body)], { type: 'application/json' }));
}

/** The build's own name: that of its script. */
export const BUILD = /([^/]+)\.js$/.exec(import.meta.url)?.[1] ?? 'development';

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
