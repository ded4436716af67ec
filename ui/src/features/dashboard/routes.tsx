import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { eventRoute, partnerRoute } from '../../app/parents';

const timing = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/timing',
  component: lazyRouteComponent(() => import('./pages/TimingPage'), 'TimingPage'),
});

const dashboard = createRoute({
  getParentRoute: () => eventRoute,
  path: '/dashboard',
  component: lazyRouteComponent(() => import('./pages/DashboardPage'), 'DashboardPage'),
});

export const timingRoutes = [timing] as const;
export const dashboardRoutes = [dashboard] as const;
