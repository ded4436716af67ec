/** Something about the person or their partner changed: ask again, and let every page know. */
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { meQuery } from '../api/me';

export function useRefreshMe(): () => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    await router.invalidate();
  };
}
