/** What every page stands in: look, server state, addresses. */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Toasts } from '../components/Toasts';
import { ConnectionBanner } from './shell/ConnectionBanner';
import { nonce } from './nonce';
import type { AppRouter } from './router';
import { theme, variables } from './theme';

export function Providers({ queries, router }: { readonly queries: QueryClient; readonly router: AppRouter }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce} cssVariablesResolver={variables}>
      <QueryClientProvider client={queries}>
        <ConnectionBanner />
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  );
}
