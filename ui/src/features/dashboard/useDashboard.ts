/** The dashboard of an event, kept fresh by its stream for as long as somebody looks, and how old it is. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { address } from '../../api/client';
import type { Dashboard } from '../../api/generated';
import { watch } from '../../api/watch';
import { dashboardKey, dashboardQuery } from './requests';

export interface Look {
  readonly dashboard: Dashboard | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
  /** `ended`: the hub said goodbye for good. */
  readonly line: 'opening' | 'live' | 'lost' | 'ended';
  /** When the hub last looked, by its own clock; null before the first look. */
  readonly checked: number | null;
  /** Milliseconds by which the hub's clock is ahead of this device's. */
  readonly clockAhead: number;
}

interface Heard { readonly line: Look['line']; readonly checked: number | null; readonly clockAhead: number }

const NOTHING: Heard = { line: 'opening', checked: null, clockAhead: 0 };

export function useDashboard(partner: string, eventId: number): Look {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(dashboardQuery(partner, eventId));
  const [heard, setHeard] = useState<Heard>(NOTHING);
  useEffect(() => watch<Dashboard>(address(`/api/events/${eventId}/dashboard/stream`), {
    snapshot: (dashboard) => {
      queries.setQueryData(dashboardKey(partner, eventId), dashboard);
      setHeard({ line: 'live', checked: dashboard.now, clockAhead: dashboard.now - Date.now() });
    },
    beat: ({ now, checked }) => { setHeard((before) => ({ line: 'live', checked: Math.max(checked, before.checked ?? 0), clockAhead: now - Date.now() })); },
    lost: (final) => {
      setHeard((before) => ({ ...before, line: final ? 'ended' : 'lost' }));
      // Brings a fresh look where only the stream is in trouble, and tells why where it is the hub or the sign-in.
      void queries.refetchQueries({ queryKey: dashboardKey(partner, eventId) });
    },
  }), [queries, partner, eventId]);
  const looked = data?.now ?? null;
  const checked = looked === null ? heard.checked : Math.max(looked, heard.checked ?? 0);
  return { ...heard, checked, dashboard: data, error, retry: () => { void refetch(); } };
}
