import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { partnerRoute } from '../../app/parents';
import { analyticsSearch, playsSearch, screensSearch } from './search';

const screens = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/screens',
  validateSearch: screensSearch,
  component: lazyRouteComponent(() => import('./pages/ScreensPage'), 'ScreensPage'),
});

const plays = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/screens/plays',
  validateSearch: playsSearch,
  component: lazyRouteComponent(() => import('./pages/PlaysPage'), 'PlaysPage'),
});

const analytics = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/screens/analytics',
  validateSearch: analyticsSearch,
  component: lazyRouteComponent(() => import('./pages/AnalyticsPage'), 'AnalyticsPage'),
});

export const screensRoutes = [screens, plays, analytics] as const;
