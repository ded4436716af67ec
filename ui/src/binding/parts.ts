/**
 * Why: a text of a template is a row of words and places for values. What stands before and after a value goes with it, so that
 * «Place 3» disappears whole while the place is unknown.
 */
import { type Locale, format } from './format';
import type { Bind, Part } from '../document/schema';
import { usualFormat } from './paths';
import { type Values, read } from './values';

function bound({ get, fmt = usualFormat(get), before = '', after = '', else: otherwise = '' }: Bind, values: Values, now: number, where: Locale, share: number): string {
  const value = read(values, get, now);
  const part = typeof value === 'number' && share < 1 && fmt.as !== 'time' ? Math.round(value * share) : value;
  const shown = format(part, fmt, where);
  return shown === '' ? otherwise : before + shown + after;
}

/** `share`: the part of every number that is shown, for numbers that count up. */
export function textOf(parts: readonly Part[] | undefined, values: Values, now: number, where: Locale, share = 1): string {
  let text = '';
  for (const part of parts ?? []) text += typeof part === 'string' ? part : bound(part, values, now, where, share);
  return text;
}

/** Whether the text changes by itself as time goes by. */
export function ticks(parts: readonly Part[] | undefined): boolean {
  return (parts ?? []).some((part) => typeof part !== 'string' && part.get.startsWith('clock.'));
}
