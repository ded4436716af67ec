/**
 * Why here too: a list of 50,000 writes plain digits, without a locale that is asked for each of them. The rules are those of
 * `race/durations.py`, and are held against the same samples: no leading zeros, and what was begun counts.
 */
const SECOND = 1000;

export function duration(ms: number, decimals = 0): string {
  const unit = 10 ** decimals;
  const units = Math.ceil(Math.round(Math.abs(ms)) * unit / SECOND);
  const whole = Math.floor(units / unit);
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = minutes > 0 ? `:${two(whole % 60)}` : String(whole);
  const before = hours > 0 ? `${String(hours)}:${two(minutes % 60)}` : minutes > 0 ? String(minutes) : '';
  const fraction = decimals > 0 ? `.${String(units % unit).padStart(decimals, '0')}` : '';
  return (ms < 0 ? '−' : '') + before + seconds + fraction;
}

/** For a kilometre; empty where there is no distance. */
export function pace(ms: number, metres: number): string {
  return metres > 0 ? duration(Math.round(ms / metres) * SECOND) : '';
}
