/**
 * Why: what a template may show is a closed list, so that a document is data and never a program. Each path has a kind, and the
 * kind says how it is written when nobody chose a format. Of values: `time` is ms UTC, `duration` ms, `pace` ms for a kilometre,
 * `country` two letters; `var.*` is free, and text.
 */
import { type Format, type Kind, PATHS, type Path } from '../document/schema';

export function kindOf(path: Path): Kind {
  return (PATHS as Readonly<Record<string, Kind>>)[path] ?? 'text';
}

/** How a path is written when the document says nothing. */
export function usualFormat(path: Path): Format {
  const kind = kindOf(path);
  switch (kind) {
    case 'pace': return { as: 'pace', unit: path.endsWith('_mile') ? 'min/mi' : 'min/km' };
    case 'number': case 'time': case 'duration': case 'country': return { as: kind };
    default: return { as: 'text' };
  }
}
