/** What differs between two documents, in words, one line for each block, page and part of the rest: found by comparing them. */
import type { TFunction } from 'i18next';
import { diff } from '../../document/diff';
import type { Op } from '../../document/ops';
import type { Block, TemplateDocument } from '../../document/schema';

type T = TFunction<'templates'>;

/** Properties that people know by one name. */
const ASPECTS: Readonly<Record<string, string>> = {
  pos: 'place', size: 'size', rot: 'place', font: 'letters', fill: 'look', border: 'look', radius: 'look', opacity: 'look', text: 'content', parts: 'content', z: 'order', parent: 'order',
  name: 'name', when: 'when', in: 'motion', out: 'motion', change: 'motion', enter: 'motion', exit: 'motion', bg: 'background', hidden: 'seen', locked: 'seen', role: 'role', seconds: 'role',
};

function blockName(t: T, block: Block | undefined): string {
  if (block === undefined) return '';
  if (block.name !== undefined && block.name !== '') return block.name;
  const parts = block.type === 'text' ? block.text : [];
  const told = parts.map((part) => (typeof part === 'string' ? part : `‹${part.get.split('.').slice(1).join(' ').replaceAll('_', ' ')}›`)).join('').trim();
  return told === '' ? t(`versions.kind.${block.type}`) : told;
}

function pageName(t: T, doc: TemplateDocument, id: string): string {
  const page = doc.pages[id];
  return page?.name ?? t(`role.${page?.role ?? 'solo'}`);
}

function change(t: T, name: string, ops: readonly Op[]): string {
  const aspects = [...new Set(ops.map(({ path }) => t(`versions.aspect.${ASPECTS[path[2] ?? ''] ?? 'other'}`)))];
  return t('versions.changed', { name, what: aspects.join(', ') });
}

/** One block or page: there now, gone, or other than it was. */
function line(t: T, ops: readonly Op[], was: string, now: string): string {
  const [first] = ops;
  if (first?.path.length === 2) return first.val === null ? t('versions.removed', { name: was }) : t('versions.added', { name: now });
  return change(t, now, ops);
}

export function differences(t: T, was: TemplateDocument, now: TemplateDocument): readonly string[] {
  const groups = new Map<string, Op[]>();
  for (const op of diff(was, now)) {
    const [kind = '', id = ''] = op.path;
    const key = kind === 'blocks' || kind === 'pages' ? `${kind} ${id}` : kind;
    groups.set(key, [...groups.get(key) ?? [], op]);
  }
  return [...groups].map(([key, ops]) => {
    const [kind = '', id = ''] = key.split(' ');
    if (kind === 'blocks') return line(t, ops, blockName(t, was.blocks[id]), blockName(t, now.blocks[id]));
    if (kind === 'pages') return line(t, ops, t('versions.page', { name: pageName(t, was, id) }), t('versions.page', { name: pageName(t, now, id) }));
    return t(`versions.whole.${kind}`);
  });
}
