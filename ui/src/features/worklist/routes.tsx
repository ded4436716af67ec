import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { eventRoute } from '../../app/parents';

export interface WorklistSearch {
  readonly race?: number;
  readonly kind?: string;
  readonly view?: 'ready';
  readonly dismissed?: true;
}

function searchOf({ race, kind, view, dismissed }: Record<string, unknown>): WorklistSearch {
  return {
    ...(Number.isSafeInteger(race) ? { race: Number(race) } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(view === 'ready' ? { view } : {}),
    ...(dismissed === true ? { dismissed } : {}),
  };
}

const worklist = createRoute({
  getParentRoute: () => eventRoute,
  path: '/worklist',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./pages/WorklistPage'), 'WorklistPage'),
});

export const worklistRoutes = [worklist] as const;
