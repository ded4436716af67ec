import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { eventRoute } from '../../app/parents';

const course = createRoute({
  getParentRoute: () => eventRoute,
  path: '/course',
  validateSearch: ({ race }: Record<string, unknown>): { readonly race?: number } => (Number.isSafeInteger(race) ? { race: Number(race) } : {}),
  component: lazyRouteComponent(() => import('./pages/CoursePage'), 'CoursePage'),
});

export const courseRoutes = [course] as const;
