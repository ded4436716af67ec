/**
 * Why: the content policy lets only those style elements in that carry this answer's nonce. Mantine asks for it;
 * the library that stops the page behind a dialog from scrolling looks for webpack's name of it.
 */
declare global {
  var __webpack_nonce__: string | undefined;
}

export const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
globalThis.__webpack_nonce__ = nonce;
