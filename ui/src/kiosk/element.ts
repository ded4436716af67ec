/** Why: a page without a framework still wants its markup in one place. Texts become text nodes, so a name is never markup. */

export type Child = Node | string | null | false;

export interface Made {
  readonly class?: string;
  readonly text?: string;
  /** What is pressed says what it does, in words that are not on it. */
  readonly label?: string;
  readonly press?: () => void;
}

export function element<K extends keyof HTMLElementTagNameMap>(tag: K, made: Made = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const found = document.createElement(tag);
  if (made.class !== undefined) found.className = made.class;
  if (made.text !== undefined) found.textContent = made.text;
  if (made.label !== undefined) found.setAttribute('aria-label', made.label);
  if (made.press !== undefined) found.addEventListener('click', made.press);
  if (found instanceof HTMLButtonElement) found.type = 'button';
  found.append(...children.filter((child): child is Node | string => child !== null && child !== false));
  return found;
}

/** The hub draws QR codes; as the source of a picture nothing in one can run. */
export function picture(svg: string, label: string): HTMLImageElement {
  const found = element('img', { class: 'qr' });
  found.alt = label;
  found.src = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  return found;
}
