/** While the hub works on an import, it tells how far it is; this asks twice a second. */
import { useQuery } from '@tanstack/react-query';
import type { ImportProgress } from '../../../api/generated';
import { importQuery } from '../requests';

const ASKED_MS = 500;

export function useProgress(eventId: number, id: number, working: boolean): ImportProgress | null {
  const found = useQuery({ ...importQuery(eventId, id), queryKey: ['roster-import-progress', eventId, id], enabled: working, refetchInterval: ASKED_MS, gcTime: 0 });
  return working ? found.data?.progress ?? null : null;
}
