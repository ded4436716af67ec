import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { eventRoute } from '../../app/parents';

const page = createRoute({
  getParentRoute: () => eventRoute,
  path: '/roster',
  component: lazyRouteComponent(() => import('./pages/RosterPage'), 'RosterPage'),
});

/** `number`: the import that is under way, so that a reload goes on with it. */
const importPage = createRoute({
  getParentRoute: () => eventRoute,
  path: '/roster/import',
  validateSearch: (search: Record<string, unknown>): { number?: number } => (
    typeof search['number'] === 'number' && Number.isInteger(search['number']) ? { number: search['number'] } : {}
  ),
  component: lazyRouteComponent(() => import('./pages/ImportPage'), 'ImportPage'),
});

const duplicatesPage = createRoute({
  getParentRoute: () => eventRoute,
  path: '/roster/duplicates',
  component: lazyRouteComponent(() => import('./pages/DuplicatesPage'), 'DuplicatesPage'),
});

export const rosterRoutes = [page, importPage, duplicatesPage] as const;
