/** Name and tabs of an event; its pages (also those of other features) appear below. */
import { Outlet } from '@tanstack/react-router';

export function EventLayout() {
  return <Outlet />;
}
