import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { eventRoute } from '../../app/parents';

const announcer = createRoute({
  getParentRoute: () => eventRoute,
  path: '/announcer',
  component: lazyRouteComponent(() => import('./pages/AnnouncerPage'), 'AnnouncerPage'),
});

export const announcerRoutes = [announcer] as const;
