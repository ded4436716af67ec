/** One conflict in words: whose, of what, mine and theirs. Values that are no words or numbers are told by the picture of them. */
import type { TFunction } from 'i18next';
import type { Block, Page, TemplateDocument } from '../../../document/schema';
import type { Conflict } from '../types';
import { blockName, pageName, type T } from '../panels/words';

/** What the keeper knows beside the hub's own words. */
export interface Undecided extends Conflict {
  readonly because?: 'changed' | 'gone' | 'refused' | (string & {});
  readonly sentence?: string | null;
  readonly mine?: Block | Page | null;
}

type S = TFunction<'sharing'>;
const LONGEST = 60;

/** What the path is a property of; null for the template itself. Who is gone is known by what I had of it. */
function ownerOf(words: T, doc: TemplateDocument, { path: [head = '', id = ''], mine }: Undecided): string | null {
  if (head === 'blocks') {
    const block = doc.blocks[id] ?? mine as Block | null | undefined; // of the map that the path names
    return block === null || block === undefined ? id : blockName(words, block);
  }
  if (head !== 'pages') return null;
  const page = doc.pages[id] ?? mine as Page | null | undefined;
  return page === null || page === undefined ? id : pageName(words, page);
}

/** "Name · size of the letters". */
export function aboutOf(t: S, words: T, doc: TemplateDocument, one: Undecided): string {
  const [head = '', id, ...rest] = one.path;
  const owner = ownerOf(words, doc, one);
  if (owner === null) return [t(`whole.${head}`, { defaultValue: head }), id].filter((part) => part !== undefined).join(' · ');
  const usual = t(`property.${rest[0] ?? ''}`, { defaultValue: rest.join(' · ') });
  return rest.length === 0 ? owner : `${owner} · ${t(`property.${rest.join('_')}`, { defaultValue: usual })}`;
}

export function valueOf(t: S, value: unknown, path: readonly string[] = []): string {
  if (value === null || value === undefined) return t('value.none');
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number' || typeof value === 'string') return cut(String(value));
  if (Array.isArray(value) && value.every((each) => typeof each === 'number')) return value.join(path.at(-1) === 'pos' ? ', ' : ' × ');
  if (Array.isArray(value)) return cut(value.map((each) => (typeof each === 'string' ? each : typeof each === 'object' && each !== null && 'get' in each ? `‹${String(each.get)}›` : '…')).join(''));
  return t('value.look');
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
