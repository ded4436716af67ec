/**
 * Why: server state lives here and nowhere else. The client already tries again where that helps, and the banner
 * tells of a hub that is away, so the cache does neither.
 */
import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/client';
import { ME } from '../api/me';

export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 5_000, networkMode: 'always', throwOnError: (error, query) => query.state.data === undefined && !(error instanceof ApiProblem && error.away) },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

export const queries = makeQueries();

/** Nothing of one partner may be seen at another, nor of one person by the next. */
export function forgetPartner(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] });
}
