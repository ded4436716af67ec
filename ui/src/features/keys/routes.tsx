import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { partnerRoute } from '../../app/parents';

const page = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('./pages/KeysPage'), 'KeysPage'),
});

export const keysRoutes = [page] as const;
