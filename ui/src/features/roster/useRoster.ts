/** Where on the roster we are, what the person may do there, and how a change becomes seen on the page. */
import { useQueryClient } from '@tanstack/react-query';
import { eventRoute, partnerRoute } from '../../app/parents';
import { rosterKey } from './requests';

export interface Place {
  readonly partner: string;
  readonly eventId: number;
  readonly mayEdit: boolean;
  readonly mayGiveBibs: boolean;
  /** After a change: everything on the page is asked for again. */
  readonly refresh: () => Promise<void>;
}

export function useRoster(): Place {
  const { partner, eventId } = eventRoute.useParams();
  const { membership } = partnerRoute.useRouteContext();
  const queries = useQueryClient();
  return {
    partner,
    eventId,
    mayEdit: membership.permissions.includes('roster.edit'),
    mayGiveBibs: membership.permissions.includes('bibs.edit'),
    refresh: () => queries.invalidateQueries({ queryKey: rosterKey(eventId) }),
  };
}
