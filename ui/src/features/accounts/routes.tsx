import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, signedInRoute } from '../../app/parents';
import { ownPath } from '../../app/return';

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { return?: string } => {
    const back = ownPath(search['return']);
    return back === undefined ? {} : { return: back };
  },
  component: lazyRouteComponent(() => import('./pages/SignInPage'), 'SignInPage'),
});

const setUp = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-up/$secret',
  component: lazyRouteComponent(() => import('./pages/SetUpPage'), 'SetUpPage'),
});

const link = createRoute({
  getParentRoute: () => rootRoute,
  path: '/link/$secret',
  component: lazyRouteComponent(() => import('./pages/LinkPage'), 'LinkPage'),
});

const account = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/AccountPage'), 'AccountPage'),
});

export const guestRoutes = [signIn, setUp, link] as const;
export const accountRoutes = [account] as const;
