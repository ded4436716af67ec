import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { partnerRoute } from '../../app/parents';

const page = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/PeoplePage'), 'PeoplePage'),
});

export const peopleRoutes = [page] as const;
