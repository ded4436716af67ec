import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { partnerRoute } from '../../app/parents';

const page = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/SettingsPage'), 'SettingsPage'),
});

export const settingsRoutes = [page] as const;
