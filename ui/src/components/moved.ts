/**
 * Why: after a change of page its heading takes the focus, so that a screen reader says where one is. On arrival the
 * browser has said that already, and the first press of Tab must find the link that skips the menu.
 */
let moved = false;

/** The address has changed within the visit. */
export function move(): void { moved = true; }

export function hasMoved(): boolean { return moved; }
