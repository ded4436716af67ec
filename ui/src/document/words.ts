/**
 * What became of a document, in words for its history: keys of the namespace `changes` and what belongs in them. Whoever
 * shows them translates; `type` stands for a block without a name. Many of one kind are one sentence.
 */
import { diff } from './diff';
import type { Op } from './ops';
import type { Block, Page, TemplateDocument } from './schema';

export interface Sentence {
  readonly key: string;
  readonly values: { readonly name: string; readonly count: number };
  /** The kind of a block that has no name of its own. */
  readonly type: Block['type'] | null;
}

const OF_TEMPLATE: Readonly<Record<string, string>> = { name: 'renamed', size: 'canvas', locale: 'locale', safe: 'safe', theme: 'theme', fonts: 'fonts', assets: 'assets', play: 'play' };
const OF_BLOCK: Readonly<Record<string, string>> = {
  pos: 'moved', size: 'sized', rot: 'turned', z: 'ordered', parent: 'grouped', page: 'page', text: 'words', parts: 'words', list: 'words', font: 'letters', fill: 'look', border: 'look',
  radius: 'look', opacity: 'look', in: 'animated', out: 'animated', change: 'animated', when: 'condition', name: 'named', asset: 'picture', src: 'picture', crop: 'picture', focus: 'picture',
};
/** From this many on they are counted. */
const MANY = 4;

export function wordsOf(before: TemplateDocument, after: TemplateDocument): Sentence[] {
  const found = new Map<string, Map<string, Sentence>>();
  for (const op of diff(before, after)) {
    const sentence = sentenceOf(op, before, after);
    const alike = found.get(sentence.key) ?? new Map<string, Sentence>();
    found.set(sentence.key, alike.set(`${op.path[0] ?? ''}.${op.path[1] ?? ''}`, sentence));
  }
  return [...found].flatMap(([key, alike]) => (alike.size < MANY ? [...alike.values()] : [{ key: `${key}Many`, values: { name: '', count: alike.size }, type: null }]));
}

function sentenceOf(op: Op, before: TemplateDocument, after: TemplateDocument): Sentence {
  const [head = '', id = ''] = op.path;
  if (head === 'pages') return ofPage(op, after.pages[id] ?? before.pages[id]);
  return head === 'blocks' ? ofBlock(op, after.blocks[id] ?? before.blocks[id]) : ofTemplate(op);
}

function ofPage(op: Op, page: Page | undefined): Sentence {
  return { key: `page.${whole(op) ?? 'changed'}`, values: { name: page?.name ?? page?.role ?? '', count: 1 }, type: null };
}

function ofTemplate({ path: [head = '', id = ''], val }: Op): Sentence {
  return { key: `template.${OF_TEMPLATE[head] ?? 'changed'}`, values: { name: head === 'name' ? String(val) : id, count: 1 }, type: null };
}

function ofBlock(op: Op, block: Block | undefined): Sentence {
  const key = whole(op) ?? flag(op) ?? OF_BLOCK[op.path[2] ?? ''] ?? 'changed';
  return { key: `block.${key}`, values: { name: block === undefined ? '' : nameOf(block), count: 1 }, type: block?.name === undefined ? block?.type ?? null : null };
}

function flag({ path: [, , prop], val }: Op): string | null {
  return prop === 'hidden' || prop === 'locked' ? `${prop}${val === true ? 'On' : 'Off'}` : null;
}

function whole({ path, old, val }: Op): 'added' | 'removed' | null {
  if (path.length !== 2) return null;
  return old === null ? 'added' : val === null ? 'removed' : null;
}

/** Its name, or the words in it; empty for what has neither. */
export function nameOf(block: Block): string {
  if (block.name !== undefined) return block.name;
  if (block.type !== 'text') return '';
  return block.text.map((part) => (typeof part === 'string' ? part : part.get)).join('').trim().slice(0, 40);
}
