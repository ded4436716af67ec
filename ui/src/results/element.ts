/** Why: text reaches the page as text, and a page of thirty elements needs no more than this. */
type Child = Node | string;
type Attributes = Readonly<Record<string, string>>;

export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key] ?? '');
  made.append(...children);
  return made;
}

/** Sets a text without touching what is right already. */
export function say(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
