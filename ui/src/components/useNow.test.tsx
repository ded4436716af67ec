/** Many who look at one clock, each drawn anew whenever it likes, never chase each other. */
import { act, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useNow } from './useNow';

afterEach(() => { vi.useRealTimers(); });

let draws = 0;

function Look() {
  draws += 1;
  return <span>{useNow(1_000)}</span>;
}

function Page({ count, round }: { readonly count: number; readonly round: number }) {
  return <>{Array.from({ length: count }, (_, place) => <Look key={`${round} ${place}`} />)}</>;
}

test('drawing all of them anew draws each once or twice, though time passes', () => {
  let now = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => { now += 1; return now; });
  const { rerender } = render(<Page count={20} round={0} />);
  draws = 0;
  for (let round = 1; round <= 5; round += 1) rerender(<Page count={20} round={round} />);
  expect(draws).toBeLessThanOrEqual(5 * 20 * 2);
  vi.restoreAllMocks();
});

test('one beat draws everybody once, and the last who leaves stops it', () => {
  vi.useFakeTimers();
  const { unmount } = render(<Page count={3} round={0} />);
  draws = 0;
  act(() => { vi.advanceTimersByTime(1_000); });
  expect(draws).toBe(3);
  unmount();
  expect(vi.getTimerCount()).toBe(0);
});
