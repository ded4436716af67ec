import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { partnerRoute } from '../../app/parents';

const page = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('./pages/WebhooksPage'), 'WebhooksPage'),
});

export const webhooksRoutes = [page] as const;
