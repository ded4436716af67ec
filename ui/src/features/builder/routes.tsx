import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import i18next from 'i18next';
import { partnerRoute } from '../../app/parents';
import { askAhead } from './offline/ahead';

const builder = createRoute({
  getParentRoute: () => partnerRoute,
  path: '/templates/$templateId',
  params: {
    parse: ({ templateId }) => ({ templateId: wholeNumber(templateId) }),
    stringify: ({ templateId }) => ({ templateId: String(templateId) }),
  },
  loader: ({ params }) => {
    askAhead(params.templateId);
    void i18next.loadNamespaces(['builder', 'panels', 'sharing']);
  },
  component: lazyRouteComponent(() => import('./pages/BuilderPage'), 'BuilderPage'),
});

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw notFound();
  return Number(text);
}

export const builderRoutes = [builder] as const;
