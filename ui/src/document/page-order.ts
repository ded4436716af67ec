/**
 * Why a place of their own: the hub's database keeps the keys of an object in an order that nobody chose. Pages stand by `z`; those
 * without one (a starter has none) come first, by role, name and id. Displays use this too, so it imports nothing that runs.
 */
import type { Page, TemplateDocument } from './schema';

export const ROLES: readonly Page['role'][] = ['solo', 'group', 'compact', 'rest', 'message', 'offline'];

export function pagesInOrder({ pages }: Pick<TemplateDocument, 'pages'>): string[] {
  const keys = (id: string): readonly string[] => {
    const page = pages[id] as Page;
    return [page.z ?? '', `${ROLES.indexOf(page.role)}`, page.name ?? '', id];
  };
  return Object.keys(pages).sort((one, other) => compared(keys(one), keys(other)));
}

function compared(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((key, place) => key !== other[place]);
  return at === -1 ? 0 : (one[at] as string) < (other[at] as string) ? -1 : 1;
}
