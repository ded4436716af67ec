/** Which event's results, what the person may do with them, and how a change becomes seen on the page. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { eventRoute, partnerRoute } from '../../app/parents';
import { deskKey, pendingKey, versionQuery } from './requests';

export interface Desk {
  readonly partner: string;
  readonly eventId: number;
  readonly mayEdit: boolean;
  readonly maySeeRoster: boolean;
  /** After a change of one's own: everything on the page is asked for again. The scorer is quick, but not that quick: its version follows. */
  readonly refresh: () => Promise<void>;
}

/** When the scorer has mostly answered to a change: whoever made it waits for no clock to strike. */
const SOON_MS = [100, 200, 350, 600] as const;

export function useDesk(): Desk {
  const { partner, eventId } = eventRoute.useParams();
  const { membership } = partnerRoute.useRouteContext();
  const queries = useQueryClient();
  return {
    partner,
    eventId,
    mayEdit: membership.permissions.includes('timing.edit'),
    maySeeRoster: membership.permissions.includes('roster.view'),
    refresh: async () => {
      for (const wait of SOON_MS) window.setTimeout(() => { void queries.invalidateQueries({ queryKey: versionQuery(eventId).queryKey }); }, wait);
      await Promise.all([queries.invalidateQueries({ queryKey: deskKey(eventId) }), queries.invalidateQueries({ queryKey: pendingKey(eventId) })]);
    },
  };
}

/** Asks where the results stand, and for all of them again when they stand elsewhere. */
export function useLive({ eventId }: Desk): void {
  const queries = useQueryClient();
  const { data } = useQuery(versionQuery(eventId));
  const known = useRef<number | null>(null);
  const version = data?.version ?? null;
  useEffect(() => {
    if (version === null) return;
    if (known.current !== null && known.current !== version) void queries.invalidateQueries({ queryKey: deskKey(eventId) });
    known.current = version;
  }, [queries, eventId, version]);
}
