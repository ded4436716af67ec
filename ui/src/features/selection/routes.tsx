import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { partnerRoute } from '../../app/parents';

const page = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/start',
  component: lazyRouteComponent(() => import('./pages/StartPage'), 'StartPage'),
});

export const selectionRoutes = [page] as const;
