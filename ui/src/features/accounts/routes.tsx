import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, signedInRoute } from '../../app/parents';
import { ownPath } from '../../app/return';

/** Where to go afterwards; only to a path of our own. */
function back(search: Record<string, unknown>): { return?: string } {
  const path = ownPath(search['return']);
  return path === undefined ? {} : { return: path };
}

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: back,
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

/** A partner that asks for a second factor sends here whoever has not given one. */
const secondFactor = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account/second-factor',
  validateSearch: back,
  component: lazyRouteComponent(() => import('./pages/SecondFactorPage'), 'SecondFactorPage'),
});

export const guestRoutes = [signIn, setUp, link] as const;
export const accountRoutes = [account, secondFactor] as const;
