import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { partnerRoute } from '../../app/parents';
import { searchOf } from './search';

const page = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/audit',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./pages/AuditPage'), 'AuditPage'),
});

export const auditRoutes = [page] as const;
