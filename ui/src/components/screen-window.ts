/**
 * Why: a display belongs on the projector, not on the laptop. Where the browser says which screens there are (the
 * Window Management API, after the person allowed it) the window opens on another one; else it is a plain window that
 * fills this screen, to be dragged over. `screen.isExtended` and `getScreenDetails` are absent in half of all browsers.
 */
interface Place { readonly availLeft: number; readonly availTop: number; readonly availWidth: number; readonly availHeight: number }
interface Details { readonly screens: readonly Place[]; readonly currentScreen: Place }

export interface Browser {
  readonly screen: { readonly availWidth: number; readonly availHeight: number; readonly isExtended?: boolean };
  getScreenDetails?: () => Promise<Details>;
  open: (url: string, name: string, features: string) => unknown;
}

/** `blocked`: the browser opened nothing; there is still the plain link. */
export type Opened = 'other_screen' | 'this_screen' | 'blocked';

async function otherScreen(browser: Browser): Promise<Place | null> {
  if (browser.screen.isExtended !== true || browser.getScreenDetails === undefined) return null;
  try {
    const { screens, currentScreen } = await browser.getScreenDetails();
    return screens.find((each) => each !== currentScreen) ?? null;
  } catch { return null; /* not allowed: a plain window */ }
}

export async function openOnScreen(url: string, browser: Browser = window as unknown as Browser): Promise<Opened> { // as much of a window as is used
  const other = await otherScreen(browser);
  const { availWidth: width, availHeight: height } = other ?? browser.screen;
  const [left, top] = [other?.availLeft ?? 0, other?.availTop ?? 0];
  const features = `popup,fullscreen,left=${left},top=${top},width=${width},height=${height}`;
  // A name of its own for each address: the same display is not opened twice.
  const opened = browser.open(url, `display-${url.slice(-8)}`, features);
  if (opened === null || opened === undefined) return 'blocked';
  return other === null ? 'this_screen' : 'other_screen';
}
