/** What differs between two documents, in words, one line for each block, page and part of the rest: found by comparing them. */
import type { TFunction } from 'i18next';
import { blockName, pageName, type T as Names } from '../../components/block-words';
import { diff } from '../../document/diff';
import type { Op } from '../../document/ops';
import type { Block, TemplateDocument } from '../../document/schema';

type T = TFunction<'templates'>;

/** Properties that people know by one name. */
const ASPECTS: Readonly<Record<string, string>> = {
  pos: 'place', size: 'size', rot: 'place', font: 'letters', fill: 'look', border: 'look', radius: 'look', opacity: 'look', text: 'content', parts: 'content', list: 'content',
  asset: 'picture', src: 'picture', crop: 'picture', focus: 'picture', z: 'order', parent: 'order', page: 'order',
  name: 'name', when: 'when', in: 'motion', out: 'motion', change: 'motion', enter: 'motion', exit: 'motion', bg: 'background', hidden: 'seen', locked: 'seen', role: 'role', seconds: 'role',
};
/** From this many on, blocks of which the same is said are counted. */
const MANY = 6;

interface Line {
  readonly kind: string;
  readonly name: string;
  /** What happened to it, where that can be said of several blocks at once. */
  readonly what: string;
}

/** As the builder names it; a text that is one value goes by the name of that. */
function named(names: Names, block: Block | undefined): string {
  return block === undefined ? '' : blockName(names, block).replace(/^‹([^‹›]+)›$/, '$1');
}

function happened(t: T, ops: readonly Op[]): string {
  const [first] = ops;
  if (first?.path.length === 2) return t(first.val === null ? 'versions.removed' : 'versions.added');
  return [...new Set(ops.map(({ path }) => t(`versions.aspect.${ASPECTS[path[2] ?? ''] ?? 'other'}`)))].join(', ');
}

function lineOf(t: T, names: Names, [kind = '', id = '']: readonly string[], ops: readonly Op[], was: TemplateDocument, now: TemplateDocument): Line {
  if (kind === 'blocks') return { kind, name: named(names, now.blocks[id] ?? was.blocks[id]), what: happened(t, ops) };
  const page = now.pages[id] ?? was.pages[id];
  if (kind === 'pages' && page !== undefined) return { kind, name: t('versions.page', { name: pageName(names, page) }), what: happened(t, ops) };
  return { kind, name: t(`versions.whole.${kind}`), what: '' };
}

export function differences(t: T, names: Names, was: TemplateDocument, now: TemplateDocument): readonly string[] {
  const groups = new Map<string, Op[]>();
  for (const op of diff(was, now)) {
    const [kind = '', id = ''] = op.path;
    const key = kind === 'blocks' || kind === 'pages' ? `${kind} ${id}` : kind;
    groups.set(key, [...groups.get(key) ?? [], op]);
  }
  return together(t, [...groups].map(([key, ops]) => lineOf(t, names, key.split(' '), ops, was, now)));
}

/** Many of which the same is said are one line, where the first of them would stand. */
function together(t: T, lines: readonly Line[]): readonly string[] {
  const alike = new Map<string, number>();
  const keyOf = ({ kind, name, what }: Line): string => (kind === 'blocks' ? what : `${kind} ${name}`);
  for (const line of lines) alike.set(keyOf(line), (alike.get(keyOf(line)) ?? 0) + 1);
  const told = new Set<string>();
  return lines.flatMap((line) => {
    const [key, count] = [keyOf(line), alike.get(keyOf(line)) ?? 1];
    if (line.kind !== 'blocks' || count < MANY) return [line.what === '' ? line.name : t('versions.line', { name: line.name, what: line.what })];
    if (told.has(key)) return [];
    told.add(key);
    return [t('versions.line', { name: t('versions.blocks', { count }), what: line.what })];
  });
}
