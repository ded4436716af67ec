/** Why: what is shown when is data, and says the same on every screen. Bibs are text, so numbers compare as numbers where both are. */
import type { Condition } from '../document/schema';
import { type Values, read } from './values';

function empty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

function order(a: unknown, b: unknown): number {
  const [one, other] = [Number(a), Number(b)];
  if (!empty(a) && !empty(b) && !Number.isNaN(one) && !Number.isNaN(other)) return one - other;
  const [left, right] = [String(a ?? '').toLowerCase(), String(b ?? '').toLowerCase()];
  return left === right ? 0 : left < right ? -1 : 1;
}

function contains(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value)) return value.some((each) => order(each, wanted) === 0);
  return String(value ?? '').toLowerCase().includes(String(wanted ?? '').toLowerCase());
}

const TESTS: Readonly<Record<string, (value: unknown, wanted: unknown) => boolean>> = {
  '=': (value, wanted) => order(value, wanted) === 0,
  '!=': (value, wanted) => order(value, wanted) !== 0,
  '<': (value, wanted) => !empty(value) && order(value, wanted) < 0,
  '<=': (value, wanted) => !empty(value) && order(value, wanted) <= 0,
  '>': (value, wanted) => !empty(value) && order(value, wanted) > 0,
  '>=': (value, wanted) => !empty(value) && order(value, wanted) >= 0,
  in: (value, wanted) => Array.isArray(wanted) && wanted.some((each) => order(value, each) === 0),
  empty,
  filled: (value) => !empty(value),
  contains,
};

/** No condition holds always; one that says nothing, or something unknown, never. */
export function holds(cond: Condition | undefined, values: Values, now: number): boolean {
  if (cond === undefined) return true;
  const { all, any, not, get, op } = cond;
  if (all !== undefined) return all.every((each) => holds(each, values, now));
  if (any !== undefined) return any.some((each) => holds(each, values, now));
  if (not !== undefined) return !holds(not, values, now);
  if (get === undefined || op === undefined) return false;
  return TESTS[op]?.(read(values, get, now), cond.value) ?? false;
}

/** Whether it must be asked again as time goes by. */
export function waits(cond: Condition | undefined): boolean {
  return cond !== undefined && JSON.stringify(cond).includes('"clock.');
}
