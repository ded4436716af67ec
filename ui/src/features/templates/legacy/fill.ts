/**
 * Why made anew: markup of a file is anybody's. It is parsed where nothing runs and nothing loads, and only known elements, classes
 * and styles are made again. Styles go in by the CSS object model, which the app's own policy allows while it forbids
 * style attributes and elements of markup. Addresses are taken out of styles and of pictures, so nothing is asked of anybody.
 */
const PLAIN = new Set(['div', 'span', 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'b', 'strong', 'i', 'em', 'u', 's', 'small', 'sub', 'sup', 'br', 'img', 'a', 'ul', 'ol', 'li', 'section', 'header', 'footer', 'main', 'article', 'figure', 'figcaption', 'label', 'center', 'table', 'tbody', 'thead', 'tr', 'td', 'th', 'hr', 'pre']);
/** Nothing of it is taken over, and the person is told. */
const DROPPED = new Set(['script', 'iframe', 'object', 'embed', 'frame', 'form', 'input', 'button', 'select', 'textarea', 'video', 'audio', 'canvas', 'svg', 'math', 'link', 'base', 'template', 'noscript', 'dialog', 'portal']);
const SILENT = new Set(['meta', 'title', 'head', 'style']);
const MOST_ELEMENTS = 4_000;
const MOST_DEEP = 60;
const URL_FORM = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*))\s*\)/gi;

export interface Filled {
  /** Addresses that styles named, by the number that stands in their place. */
  readonly addresses: readonly string[];
  readonly dropped: number;
}

/** Draws the markup in an empty document of ours. */
export function fill(target: Document, html: string, css: string): Filled {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const addresses: string[] = [];
  const neutral = (text: string): string => text.replace(/@import[^;]*;?/gi, '').replace(/image-set|cross-fade|element\(/gi, 'none').replace(URL_FORM, (_all, one?: string, other?: string, bare?: string) => {
    addresses.push((one ?? other ?? bare ?? '').trim());
    return `url("data:,${addresses.length - 1}")`;
  });
  let count = 0;
  let dropped = 0;
  const copy = (from: Element, to: Element, depth: number): void => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) to.append(target.createTextNode(node.nodeValue ?? ''));
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const element = node as Element; // its type was just asked
      const tag = element.localName;
      if (SILENT.has(tag)) continue;
      if (DROPPED.has(tag) || depth > MOST_DEEP || count >= MOST_ELEMENTS) { dropped += 1; continue; }
      count += 1;
      const made = target.createElement(PLAIN.has(tag) ? tag : 'div');
      dress(element, made, neutral);
      to.append(made);
      copy(element, made, depth + 1);
    }
  };
  const sheets = [...[...parsed.querySelectorAll('style')].map(({ textContent }) => textContent), css].map(neutral);
  dress(parsed.body, target.body, neutral);
  copy(parsed.body, target.body, 0);
  dropped += parsed.head.querySelectorAll('script').length;
  adopt(target, sheets.join('\n'));
  return { addresses, dropped };
}

const KEPT = /^(class|id|data-.*)$/;

function dress(from: Element, to: HTMLElement, neutral: (text: string) => string): void {
  for (const { name, value } of from.attributes) {
    if (KEPT.test(name)) to.setAttribute(name, value);
    else if (to.localName === 'img') dressPicture(to, name, value);
    if (name === 'align' && /^(left|center|right)$/.test(value)) to.style.textAlign = value;
  }
  const style = from.getAttribute('style');
  if (style !== null) to.style.cssText += neutral(style);
}

/** Where it came from is noted, and not asked for. */
function dressPicture(to: HTMLElement, name: string, value: string): void {
  if (name === 'src') to.dataset['legacySrc'] = value;
  if (/^(width|height)$/.test(name) && /^\d+$/.test(value)) to.setAttribute(name, value);
}

/** Constructed by the window that it is for; a page of a test has none. */
function adopt(target: Document, css: string): void {
  const view = target.defaultView as (Window & { readonly CSSStyleSheet?: typeof CSSStyleSheet }) | null;
  if (view?.CSSStyleSheet === undefined || !('adoptedStyleSheets' in target) || css.trim() === '') return;
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(css);
  target.adoptedStyleSheets = [sheet];
}
