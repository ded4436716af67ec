/** Every address of the app. A feature exports the routes below each parent; here they are only joined. */
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { accountRoutes, guestRoutes } from '../features/accounts/routes';
import { announcerRoutes } from '../features/announcer/routes';
import { auditRoutes } from '../features/audit/routes';
import { builderRoutes } from '../features/builder/routes';
import { courseRoutes } from '../features/course/routes';
import { dashboardRoutes, timingRoutes } from '../features/dashboard/routes';
import { displaysRoutes } from '../features/displays/routes';
import { eventPages, eventRoutes } from '../features/events/routes';
import { hubRoutes } from '../features/hub/routes';
import { keysRoutes } from '../features/keys/routes';
import { peopleRoutes } from '../features/people/routes';
import { resultsRoutes } from '../features/results/routes';
import { rosterRoutes } from '../features/roster/routes';
import { screensRoutes } from '../features/screens/routes';
import { selectionRoutes } from '../features/selection/routes';
import { settingsRoutes } from '../features/settings/routes';
import { templatesRoutes } from '../features/templates/routes';
import { webhooksRoutes } from '../features/webhooks/routes';
import { worklistRoutes } from '../features/worklist/routes';
import { session } from '../api/client';
import { ME } from '../api/me';
import { move } from '../components/moved';
import { proveAgain } from '../components/proof';
import { left, mayLeave } from './leave';
import { eventRoute, partnerRoute, rootRoute, signedInRoute } from './parents';
import { ownPath } from './return';

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: ({ context: { me } }) => {
    const first = me.memberships[0];
    if (first !== undefined) throw redirect({ to: '/p/$partner', params: { partner: first.slug } });
    throw redirect({ to: me.hub_administrator ? '/hub' : '/account' });
  },
});

const partnerHomeRoute = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/',
  beforeLoad: ({ params }) => { throw redirect({ to: '/p/$partner/events', params }); },
});

const routeTree = rootRoute.addChildren([
  ...guestRoutes,
  signedInRoute.addChildren([
    homeRoute,
    ...accountRoutes,
    ...hubRoutes,
    partnerRoute.addChildren([
      partnerHomeRoute,
      ...selectionRoutes,
      ...eventRoutes,
      ...timingRoutes,
      ...displaysRoutes,
      ...screensRoutes,
      ...templatesRoutes,
      ...builderRoutes,
      ...peopleRoutes,
      ...keysRoutes,
      ...webhooksRoutes,
      ...auditRoutes,
      ...settingsRoutes,
      eventRoute.addChildren([...eventPages, ...courseRoutes, ...rosterRoutes, ...resultsRoutes, ...worklistRoutes, ...dashboardRoutes, ...announcerRoutes]),
    ]),
  ]),
]);

export function makeRouter(queries: QueryClient) {
  const router = createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 1_000,
    scrollRestoration: true,
  });
  router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => { if (fromLocation !== undefined && pathChanged) move(); });
  session.prove = proveAgain;
  session.mayLeave = mayLeave;
  session.left = left;
  session.onSignedOut = () => {
    queries.removeQueries({ queryKey: ME });
    // Who signs in again finds what was not sent; the pictures come again from the hub.
    void left('keep');
    void router.navigate({ to: '/sign-in', search: { return: ownPath(router.latestLocation.href) } });
  };
  return router;
}

export type AppRouter = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register { router: AppRouter }
}
