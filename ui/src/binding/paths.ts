/**
 * Why: what a template may show is a closed list, and the kind of each path says how it is written when nobody chose a format. The
 * list is the hub's; here it is told by how the paths are named, which is shorter than the list, and a test holds one to the other.
 * Of values: `time` is ms UTC, `duration` ms, `pace` ms for a kilometre, `country` two letters; `var.*` is free, and text.
 */
import type { Format, Kind, Path } from '../document/schema';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['text', /^var\./],
  ['pace', /pace/],
  ['time', /start_time|^race\.gun_time|[rk]\.time$/],
  ['duration', /_time|penalt|clock|^location.age/],
  ['number', /rank|\.(age|lap|number)$|^list/],
  ['country', /country/],
  ['image', /photo/],
];

export function kindOf(path: Path): Kind {
  return KINDS.find(([, names]) => names.test(path))?.[0] ?? 'text';
}

/** How a path is written when the document says nothing. */
export function usualFormat(path: Path): Format {
  const kind = kindOf(path);
  if (kind === 'pace') return { as: 'pace', unit: path.endsWith('_mile') ? 'min/mi' : 'min/km' };
  return { as: kind === 'image' || kind === 'list' || kind === 'bool' ? 'text' : kind };
}
