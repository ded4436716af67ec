/**
 * Why here: a feature's routes hang below one of these four, so that what they need is settled once: who is signed
 * in, at which timing partner, at which event. Features import their parent from here, and nothing else of app/.
 *
 *   root ── guest pages (/sign-in …)
 *    └─ signedIn ── /account, /hub
 *         └─ partner /p/$partner ── /people …
 *              └─ event /p/$partner/events/$eventId ── /roster …
 */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent, notFound, Outlet, redirect } from '@tanstack/react-router';
import { ApiProblem, session } from '../api/client';
import { meQuery, mustProveMore, type Me } from '../api/me';
import { ZoneContext } from '../components/zone';
import { Fault, FaultPage } from './shell/Fault';
import { NotFoundPage } from './shell/NotFoundPage';
import { speak } from './i18n';
import { forgetPartner } from './queries';
import { ownPath } from './return';

export interface RouterContext {
  readonly queries: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: () => <main><NotFoundPage /></main>,
  errorComponent: FaultPage,
});

/** Raises the redirect to sign-in when the hub does not know us. */
async function whoIsSignedIn(queries: QueryClient, href: string): Promise<Me> {
  try {
    return await queries.ensureQueryData(meQuery);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) {
      await session.left('keep');
      throw redirect({ to: '/sign-in', search: { return: ownPath(href) } });
    }
    throw error;
  }
}

export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await whoIsSignedIn(context.queries, location.href);
    await speak(me.language);
    return { me };
  },
  component: lazyRouteComponent(() => import('./shell/Shell'), 'Shell'),
  errorComponent: FaultPage,
});

let shown: string | null = null;

export const partnerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/p/$partner',
  beforeLoad: ({ context, params, location, preload }) => {
    const membership = context.me.memberships.find(({ slug }) => slug === params.partner);
    if (membership === undefined) throw notFound();
    if (mustProveMore(context.me, membership)) throw redirect({ to: '/account/second-factor', search: { return: ownPath(location.href) } });
    if (!preload && shown !== params.partner) {
      forgetPartner(context.queries);
      shown = params.partner;
    }
    return { membership };
  },
  component: InItsZone,
  notFoundComponent: NotFoundPage,
  errorComponent: Fault,
});

function InItsZone() {
  const { membership } = partnerRoute.useRouteContext();
  return <ZoneContext value={membership.zone}><Outlet /></ZoneContext>;
}

export const eventRoute = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/events/$eventId',
  params: {
    parse: ({ eventId }) => ({ eventId: wholeNumber(eventId) }),
    stringify: ({ eventId }) => ({ eventId: String(eventId) }),
  },
  component: lazyRouteComponent(() => import('../features/events/pages/EventLayout'), 'EventLayout'),
});

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw notFound();
  return Number(text);
}
