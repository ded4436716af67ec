/**
 * Why: who is here, the texts and the scripts of the page that is asked for are all waited for. They come at once, and not each
 * after the one before. What fails here is asked for again by whoever needs it, and told there.
 */
import type { QueryClient } from '@tanstack/react-query';
import { meQuery } from '../api/me';
import { signedInRoute } from './parents';
import type { AppRouter } from './router';

export function comeAhead(router: AppRouter, queries: QueryClient): void {
  const [matched] = router.getMatchedRoutes(router.latestLocation.pathname);
  if (!matched.some(({ id }) => id === signedInRoute.id)) return;
  void queries.prefetchQuery(meQuery);
  for (const route of matched) void router.loadRouteChunk(route);
}
