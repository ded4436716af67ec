/** The locations of a timing session as a display shows them: as they were chosen, else as their names suggest. */
import type { LocationRole, LocationUse, UsedLocation } from '../../api/timing-choice';

export const ROLES: readonly LocationRole[] = ['start', 'split', 'announcer', 'finish'];

interface Guessed { readonly name: string; readonly guessed_role: LocationRole | null }
interface Bound { readonly only_listed: boolean; readonly locations: readonly LocationUse[] }

export const completed = ({ name, role = null, shown = true }: LocationUse): UsedLocation => ({ name, role, shown });

/** A location that nobody has listed is shown, unless only those listed are. */
export function rolesOf(there: readonly Guessed[], bound: Bound | undefined): UsedLocation[] {
  return there.map(({ name, guessed_role }) => {
    const chosen = bound?.locations.find((each) => each.name === name);
    return chosen === undefined
      ? { name, role: guessed_role, shown: bound?.only_listed !== true }
      : completed(chosen);
  });
}
