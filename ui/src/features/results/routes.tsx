import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { eventRoute } from '../../app/parents';

function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

/** `who`: whose result is open, so that a list of work can lead there. */
export interface DeskSearch { readonly race?: number | undefined; readonly who?: number | undefined }

const page = createRoute({
  getParentRoute: () => eventRoute,
  path: '/results',
  validateSearch: (search: Record<string, unknown>): DeskSearch => ({ race: whole(search['race']), who: whole(search['who']) }),
  component: lazyRouteComponent(() => import('./pages/ResultsPage'), 'ResultsPage'),
});

export const resultsRoutes = [page] as const;
