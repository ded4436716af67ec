/** Whether the person may do something at the timing partner of the page's address; for what stands on pages of several features. */
import { useQueryClient } from '@tanstack/react-query';
import { partnerOf } from '../api/client';
import { ME, type Me, type Permission } from '../api/me';

export function useMay(permission: Permission): boolean {
  const me = useQueryClient().getQueryData<Me>(ME);
  const slug = partnerOf(location.pathname);
  return me?.memberships.find((each) => each.slug === slug)?.permissions.includes(permission) ?? false;
}
