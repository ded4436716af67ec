/** Why: a page's times are the event's, else the timing partner's, whatever zone the laptop at the finish is set to. */
import { createContext, useContext } from 'react';

export const ZoneContext = createContext<string | undefined>(undefined);

/** The zone of where we are in the app; outside of a timing partner the browser's. */
export function useZone(): string | undefined {
  return useContext(ZoneContext);
}
