/** A short name for addresses, as one would make it by hand: "Zürich Läuft!" → "zurich-lauft". */
export function slugOf(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').toLowerCase()
    .replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63);
}
