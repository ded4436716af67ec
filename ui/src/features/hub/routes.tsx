import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../app/parents';

const page = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/hub',
  component: lazyRouteComponent(() => import('./pages/HubPage'), 'HubPage'),
});

export const hubRoutes = [page] as const;
