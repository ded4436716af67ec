/** A component in what it stands in: look, server state, and an address when it needs one. */
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { render as draw, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Toasts } from '../components/Toasts';

export function queryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { retry: false, networkMode: 'always' } } });
}

function Around({ children, queries }: { readonly children: ReactNode; readonly queries: QueryClient }) {
  return (
    <MantineProvider env="test">
      <QueryClientProvider client={queries}>{children}<Toasts /></QueryClientProvider>
    </MantineProvider>
  );
}

export function render(element: ReactNode, queries = queryClient()): RenderResult {
  return draw(<Around queries={queries}>{element}</Around>);
}

/** For what has links in it: any address leads to the element. */
export async function renderAt(path: string, element: ReactNode, queries = queryClient()): Promise<RenderResult & { readonly at: () => string }> {
  const root = createRootRoute({ component: Outlet });
  const every = createRoute({ getParentRoute: () => root, path: '$', component: () => element });
  const router = createRouter({ routeTree: root.addChildren([every]), history: createMemoryHistory({ initialEntries: [path] }) });
  await router.load();
  const drawn = draw(<Around queries={queries}><RouterProvider router={router as never} /></Around>); // another tree than the app's registered one
  return { ...drawn, at: () => router.latestLocation.href };
}
