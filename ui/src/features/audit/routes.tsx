import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { partnerRoute } from '../../app/parents';

const page = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('./pages/AuditPage'), 'AuditPage'),
});

export const auditRoutes = [page] as const;
