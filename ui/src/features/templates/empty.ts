/** The document that a wizard begins with: a page for one runner and one for nobody, in the wall's own size. */
import type { TFunction } from 'i18next';
import type { Drawn } from '../../api/templates';
import type { Size } from './sizes';

/** Seen by nobody on a dark wall, and not quite black, so that a screen that is on is known from one that is off. */
const DARK = '#0b1620';

export function emptyDocument(name: string, size: Size, t: TFunction<'templates'>): Drawn {
  return {
    v: 1,
    name,
    size: { w: size.w, h: size.h },
    safe: 0.05,
    theme: { background: DARK, text: '#ffffff', accent: '#ffb224', muted: '#9fb3c2' },
    pages: {
      solo: { role: 'solo', name: t('role.solo'), bg: { color: '$background' } },
      rest: { role: 'rest', name: t('role.rest'), bg: { color: '$background' } },
    },
    blocks: {},
  };
}
