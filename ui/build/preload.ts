/**
 * Why: a browser asks for a face only when the style sheet and the script have come and something is to be set in it.
 * The two pieces that every display needs are named in the page itself, so they travel beside the script.
 */
import type { Plugin } from 'vite';

const FIRST = /sofia-sans-(extra-)?condensed-latin-wght-normal-[^/]+\.woff2$/;

export function preloadFaces(): Plugin {
  return {
    name: 'project88-preload-faces',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_page, { bundle }) => Object.keys(bundle ?? {}).filter((name) => FIRST.test(name)).map((name) => ({
        tag: 'link',
        attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${name}` },
        injectTo: 'head' as const,
      })),
    },
  };
}
