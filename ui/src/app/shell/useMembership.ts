/** The partner of the page; on pages of nobody (one's account) the one before, so that the navigation does not go. */
import { useEffect } from 'react';
import type { Me, Membership } from '../../api/me';

const STORED = 'project88-partner';

function remembered(): string | null {
  try { return sessionStorage.getItem(STORED); } catch { return null; }
}

export function useMembership(me: Me, partner: string | undefined): Membership | undefined {
  useEffect(() => {
    if (partner === undefined) return;
    try { sessionStorage.setItem(STORED, partner); } catch { /* storage is forbidden: the first one, then */ }
  }, [partner]);
  const named = (wanted: string | null | undefined): Membership | undefined => me.memberships.find(({ slug }) => slug === wanted);
  return partner === undefined ? named(remembered()) ?? me.memberships[0] : named(partner);
}
