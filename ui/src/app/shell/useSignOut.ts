import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, ApiProblem } from '../../api/client';
import { failed } from '../../components/toast';
import { left, mayLeave } from '../leave';

/** Ends this session at the hub, then forgets everything that was loaded in it. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    const leaving = await mayLeave();
    if (leaving === null) return;
    try {
      await api.post('/api/sign-out', undefined, { partner: null });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status !== 401) { failed(error.message); return; }
    }
    await left(leaving);
    await router.navigate({ to: '/sign-in' });
    queries.clear();
  };
}
