/** Who is signed in, as GET /api/me says: every feature may ask what the person may do. */
import { api, session } from './client';

export type Permission =
  | 'events.view' | 'events.edit' | 'roster.view' | 'roster.edit' | 'bibs.edit' | 'names.real'
  | 'timing.view' | 'timing.edit' | 'displays.run' | 'announce'
  | 'people.view' | 'people.edit' | 'keys.edit' | 'webhooks.edit' | 'audit.view' | 'partner.edit';

export type RoleName = 'owner' | 'timer' | 'operator' | 'announcer' | 'volunteer' | 'read_only';

export interface Membership {
  readonly slug: string;
  readonly name: string;
  readonly role: RoleName;
  readonly permissions: readonly Permission[];
  readonly language: string;
  readonly second_factor_required: boolean;
}

export interface Me {
  readonly user: { readonly id: number; readonly name: string; readonly email: string; readonly language: string };
  readonly csrf: string;
  readonly memberships: readonly Membership[];
  readonly hub_administrator: boolean;
  readonly second_factor: string;
}

export const ME = ['me'] as const;

/** The token that changes nothing without it is kept where the client finds it. */
export async function readMe(signal?: AbortSignal): Promise<Me> {
  const me = await api.get<Me>('/api/me', { partner: null, ...(signal === undefined ? {} : { signal }) });
  session.csrf = me.csrf;
  return me;
}

export const meQuery = { queryKey: ME, queryFn: ({ signal }: { signal: AbortSignal }) => readMe(signal), staleTime: 60_000 };
