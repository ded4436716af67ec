import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api, ApiProblem, session } from '../../api/client';
import { forgetMe } from '../../api/me';
import { failed } from '../../components/toast';
import { forgetKept } from '../../sw/kept';

/** Ends this session at the hub, then forgets everything that was loaded in it. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return async () => {
    try {
      await api.post('/api/sign-out', undefined, { partner: null });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status !== 401) { failed(error.message); return; }
    }
    session.csrf = '';
    forgetMe();
    await forgetKept();
    await router.navigate({ to: '/sign-in' });
    queries.clear();
  };
}
