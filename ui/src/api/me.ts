/** Who is signed in, as GET /api/me says: every feature may ask what the person may do. */
import { api, ApiProblem, session } from './client';
import type { Me, MyMembership, Permission, Role } from './generated';

export type { Me, Permission, Role };
export type Membership = MyMembership;

export const ME = ['me'] as const;

/** Who was signed in here last, without the token: enough to open what lies in this browser while the hub is away. */
const KEPT = 'project88-me';

function keep(me: Me): void {
  try { localStorage.setItem(KEPT, JSON.stringify({ ...me, csrf: '' })); } catch { /* storage is forbidden: then not without the hub */ }
}

function kept(): Me | null {
  try { return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Me | null; } catch { return null; }
}

export function forgetMe(): void {
  try { localStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
}

/** The token without which nothing is changed goes where the client finds it; it comes with the hub's next answer. */
export async function readMe(signal?: AbortSignal): Promise<Me> {
  try {
    const me = await api.get<Me>('/api/me', { partner: null, ...(signal === undefined ? {} : { signal }) });
    session.csrf = me.csrf;
    session.person = me.id;
    keep(me);
    return me;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 401) forgetMe();
    const last = error.away ? kept() : null;
    if (last === null) throw error;
    session.person = last.id;
    return last;
  }
}

export const meQuery = { queryKey: ME, queryFn: ({ signal }: { signal: AbortSignal }) => readMe(signal), staleTime: 60_000 };

session.renew = async () => { await readMe(); };

/** Whether this partner lets nobody in before a second factor was given, and none was. */
export function mustProveMore(me: Me, membership: Membership): boolean {
  return membership.second_factor_required && !me.second_factor.given;
}
