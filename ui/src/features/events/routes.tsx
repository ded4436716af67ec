import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { eventRoute, partnerRoute } from '../../app/parents';

const list = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/events',
  component: lazyRouteComponent(() => import('./pages/EventsPage'), 'EventsPage'),
});

const overview = createRoute({
  getParentRoute: () => eventRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/EventPage'), 'EventPage'),
});

/** Below the partner. */
export const eventRoutes = [list] as const;
/** Below the event. */
export const eventPages = [overview] as const;
