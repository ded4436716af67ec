/** Why not randomUUID: a hub in a local network without HTTPS has none. An id begins with a letter and is never one that objects have. */
export type NewId = () => string;

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 12 letters of 32: two people adding blocks for years don't meet. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `b${Array.from(bytes, (byte) => LETTERS[byte % 32]).join('')}`;
}
