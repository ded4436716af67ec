import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { partnerRoute } from '../../app/parents';

const list = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/displays',
  component: lazyRouteComponent(() => import('./pages/DisplaysPage'), 'DisplaysPage'),
});

const one = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/displays/$displayId',
  params: {
    parse: ({ displayId }) => ({ displayId: wholeNumber(displayId) }),
    stringify: ({ displayId }) => ({ displayId: String(displayId) }),
  },
  component: lazyRouteComponent(() => import('./pages/DisplaySessionPage'), 'DisplaySessionPage'),
});

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw notFound();
  return Number(text);
}

export const displaysRoutes = [list, one] as const;
