import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { partnerRoute } from '../../app/parents';

const list = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/templates',
  component: lazyRouteComponent(() => import('./pages/TemplatesPage'), 'TemplatesPage'),
});

const versions = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/templates/$templateId/versions',
  params: {
    parse: ({ templateId }) => ({ templateId: wholeNumber(templateId) }),
    stringify: ({ templateId }) => ({ templateId: String(templateId) }),
  },
  component: lazyRouteComponent(() => import('./pages/VersionsPage'), 'VersionsPage'),
});

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw notFound();
  return Number(text);
}

export const templatesRoutes = [list, versions] as const;
