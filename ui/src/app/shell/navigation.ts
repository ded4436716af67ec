/** Which pages there are, for whom; the navigation and the palette list the same. */
import { IconCalendarEvent, IconClipboardList, IconDeviceDesktop, IconDeviceTv, IconHome, IconKey, IconLayoutBoard, IconPlugConnected, IconSettings, IconUsers, IconWebhook } from '@tabler/icons-react';
import type { Membership, Permission } from '../../api/me';

export const PAGES = [
  { to: '/p/$partner/start', label: 'nav.start', icon: IconHome, needs: 'displays.run' },
  { to: '/p/$partner/events', label: 'nav.events', icon: IconCalendarEvent, needs: 'events.view' },
  { to: '/p/$partner/timing', label: 'nav.timing', icon: IconPlugConnected, needs: 'timing.view' },
  { to: '/p/$partner/displays', label: 'nav.displays', icon: IconDeviceDesktop, needs: 'displays.run' },
  { to: '/p/$partner/screens', label: 'nav.screens', icon: IconDeviceTv, needs: 'displays.run' },
  { to: '/p/$partner/templates', label: 'nav.templates', icon: IconLayoutBoard, needs: 'displays.run' },
  { to: '/p/$partner/people', label: 'nav.people', icon: IconUsers, needs: 'people.view' },
  { to: '/p/$partner/keys', label: 'nav.keys', icon: IconKey, needs: 'keys.edit' },
  { to: '/p/$partner/webhooks', label: 'nav.webhooks', icon: IconWebhook, needs: 'webhooks.edit' },
  { to: '/p/$partner/audit', label: 'nav.audit', icon: IconClipboardList, needs: 'audit.view' },
  { to: '/p/$partner/settings', label: 'nav.settings', icon: IconSettings, needs: 'partner.edit' },
] as const satisfies readonly { readonly to: string; readonly label: string; readonly icon: typeof IconHome; readonly needs: Permission }[];

export type Page = (typeof PAGES)[number];

export function pagesFor(membership: Membership): readonly Page[] {
  return PAGES.filter(({ needs }) => membership.permissions.includes(needs));
}
