/** To whom an order goes. A group is told as a group: the hub then reaches all of it at once, also who joined meanwhile. */
import type { Screen } from '../../api/generated';
import type { By, Section } from './choice';
import type { To } from './requests';

export interface Target {
  readonly to: To;
  /** Those that are known to be in it. */
  readonly screens: readonly Screen[];
  /** `one` and `several` have no name of their own. */
  readonly kind: 'one' | 'several' | 'group' | 'session' | 'all';
  readonly name: string;
}

export function ofScreens(screens: readonly Screen[]): Target {
  const [first] = screens;
  return { to: { screens: screens.map(({ id }) => id) }, screens, kind: screens.length === 1 ? 'one' : 'several', name: screens.length === 1 && first !== undefined ? first.name : '' };
}

/** A whole section; who stands in no group is a number of screens. `whole`: no filter hides some of it. */
export function ofSection({ key, title, screens }: Section, by: By, whole: boolean): Target {
  if (key === '' || !whole) return ofScreens(screens);
  return by === 'group' ? { to: { group: key }, screens, kind: 'group', name: title } : { to: { display_session_id: Number(key) }, screens, kind: 'session', name: title };
}
