/**
 * How somebody has set their canvas: rulers, grid, and each template's guides. It is this browser's, like the height of a chair: the document
 * knows nothing of it, and nobody else's canvas changes. No names, so it may stay when its owner signs out.
 */
export interface Guides { readonly x: readonly number[]; readonly y: readonly number[] }

interface Desk {
  readonly rulers: boolean;
  readonly grid: number | null;
  /** By template, the one that was changed last at the end. */
  readonly guides: readonly (readonly [number, Guides])[];
}

const STORED = 'project88-desk';
const TEMPLATES = 50;
const BARE: Desk = { rulers: true, grid: null, guides: [] };
export const NO_GUIDES: Guides = { x: [], y: [] };

/** As it was left, or bare; what an older build kept under this name counts as nothing. */
export function desk(): Desk {
  try {
    const found = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<Desk>;
    return { ...BARE, ...found, guides: Array.isArray(found.guides) ? found.guides : [] };
  } catch {
    return BARE;
  }
}

export function guidesOf(template: number): Guides {
  return desk().guides.find(([id]) => id === template)?.[1] ?? NO_GUIDES;
}

export function keepGuides(template: number, guides: Guides): void {
  const others = desk().guides.filter(([id]) => id !== template);
  const none = guides.x.length + guides.y.length === 0;
  keep({ guides: none ? others : [...others, [template, guides] as const].slice(-TEMPLATES) });
}

export function keep(changed: Partial<Desk>): void {
  try { localStorage.setItem(STORED, JSON.stringify({ ...desk(), ...changed })); } catch { /* storage is forbidden: for this visit only */ }
}
