/** Which chosen file stands for which picture of the original: by its name, or the only one for the only one. */
import type { MissingPicture } from '../../../document/legacy';

export type Chosen = ReadonlyMap<MissingPicture, File>;

export function chosenFor(missing: readonly MissingPicture[], files: readonly File[]): Chosen {
  const found = new Map<MissingPicture, File>();
  for (const each of missing) {
    const file = inside(each) ?? files.find(({ name }) => plain(name) === plain(each.name));
    if (file !== undefined) found.set(each, file);
  }
  const [only] = files;
  const [waits] = missing;
  if (found.size === 0 && missing.length === 1 && files.length === 1 && only !== undefined && waits !== undefined) found.set(waits, only);
  return found;
}

/** The original cleaned names: what is no letter, number, point or dash became an underline or went. */
function plain(name: string): string {
  return name.toLowerCase().replace(/\.[a-z0-9]+$/, '').replace(/[^a-z0-9]+/g, '');
}

/** A picture that was written into the markup needs nobody to look for it. */
function inside({ address, name }: MissingPicture): File | undefined {
  const [, mime, data] = /^data:(image\/[a-z+.-]+);base64,([A-Za-z0-9+/=\s]+)$/.exec(address) ?? [];
  if (mime === undefined || data === undefined) return undefined;
  try {
    return new File([Uint8Array.from(atob(data.replace(/\s/g, '')), (letter) => letter.charCodeAt(0))], name, { type: mime });
  } catch {
    // Cut off in the middle: then it is asked for like any other.
    return undefined;
  }
}
