/**
 * Why: the hub compares values as JSON, so whoever compares here must mean the same: 1 is 1.0, the order of an object's
 * keys says nothing, and what is absent is null. Documents are never changed in place.
 */
export type Bag = Readonly<Record<string, unknown>>;

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property or null: ids come from documents, and `constructor` is no block. */
export function own(bag: unknown, key: string): unknown {
  return isBag(bag) && Object.prototype.hasOwnProperty.call(bag, key) ? bag[key] ?? null : null;
}

/** The bag with this property; null takes it away. */
export function having(bag: Bag, key: string, value: unknown): Bag {
  if (value !== null && value !== undefined) return { ...bag, [key]: value };
  const { [key]: _gone, ...rest } = bag;
  return rest;
}

export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return (one ?? null) === (other ?? null);
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, at) => same(item, other[at]));
  return isBag(one) && isBag(other) && sameBags(one, other);
}

function sameBags(one: Bag, other: Bag): boolean {
  const keys = filled(one);
  return keys.length === filled(other).length
    && keys.every((key) => Object.prototype.hasOwnProperty.call(other, key) && same(one[key], other[key]));
}

/** JSON has no undefined: such a property isn't sent, so it isn't there. */
function filled(bag: Bag): string[] {
  return Object.keys(bag).filter((key) => bag[key] !== undefined);
}
