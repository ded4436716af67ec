/** The hub knows us now: forget what was asked as somebody else, and go where we wanted to be. */
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { session } from '../../api/client';

export function useSignedIn(): (back: string | undefined) => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return async (back) => {
    session.csrf = '';
    queries.clear();
    await router.invalidate();
    router.history.push(back ?? '/');
  };
}
