import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { eventRoute } from '../../app/parents';

const page = createRoute({
  getParentRoute: () => eventRoute,
  path: '/roster',
  component: lazyRouteComponent(() => import('./pages/RosterPage'), 'RosterPage'),
});

export const rosterRoutes = [page] as const;
