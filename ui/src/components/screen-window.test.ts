/** A display goes to the projector where the browser can tell, and opens anyway where it cannot. */
import { expect, test, vi } from 'vitest';
import { openOnScreen } from './screen-window';

const LAPTOP = { availLeft: 0, availTop: 25, availWidth: 1440, availHeight: 875 };
const PROJECTOR = { availLeft: 1440, availTop: 0, availWidth: 1920, availHeight: 1080 };
const URL = 'https://hub.test/display/7HK2MPQ9';

function browser(isExtended: boolean | undefined, getScreenDetails?: () => Promise<{ screens: typeof LAPTOP[]; currentScreen: typeof LAPTOP }>) {
  const open = vi.fn<(url: string, name: string, features: string) => unknown>(() => ({}));
  return { open, screen: { availWidth: 1440, availHeight: 875, ...(isExtended === undefined ? {} : { isExtended }) }, ...(getScreenDetails === undefined ? {} : { getScreenDetails }) };
}

test('with a second screen, and leave to know of it, the window opens there', async () => {
  const here = browser(true, () => Promise.resolve({ screens: [LAPTOP, PROJECTOR], currentScreen: LAPTOP }));
  expect(await openOnScreen(URL, here)).toBe('other_screen');
  expect(here.open).toHaveBeenCalledWith(URL, 'display-7HK2MPQ9', 'popup,fullscreen,left=1440,top=0,width=1920,height=1080');
});

test.each([
  ['the browser knows nothing of screens', browser(undefined)],
  ['there is one screen', browser(false, () => Promise.reject(new Error('is not asked')))],
  ['the person said no', browser(true, () => Promise.reject(new DOMException('', 'NotAllowedError')))],
])('a window that fills this screen where %s', async (_, here) => {
  expect(await openOnScreen(URL, here)).toBe('this_screen');
  expect(here.open.mock.calls[0]?.[2]).toBe('popup,fullscreen,left=0,top=0,width=1440,height=875');
});

test('a window that was blocked is told', async () => {
  const here = browser(false);
  here.open.mockReturnValue(null);
  expect(await openOnScreen(URL, here)).toBe('blocked');
});
