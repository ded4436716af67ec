/** Who is signed in, as GET /api/me says: every feature may ask what the person may do. */
import { api, session } from './client';
import type { Me, MyMembership, Permission, Role } from './generated';

export type { Me, Permission, Role };
export type Membership = MyMembership;

export const ME = ['me'] as const;

/** The token without which nothing is changed goes where the client finds it. */
export async function readMe(signal?: AbortSignal): Promise<Me> {
  const me = await api.get<Me>('/api/me', { partner: null, ...(signal === undefined ? {} : { signal }) });
  session.csrf = me.csrf;
  return me;
}

export const meQuery = { queryKey: ME, queryFn: ({ signal }: { signal: AbortSignal }) => readMe(signal), staleTime: 60_000 };

session.renew = async () => { await readMe(); };

/** Whether this partner lets nobody in before a second factor was given, and none was. */
export function mustProveMore(me: Me, membership: Membership): boolean {
  return membership.second_factor_required && !me.second_factor.given;
}
