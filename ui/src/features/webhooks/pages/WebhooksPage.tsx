import { ComingPage } from '../../../components/ComingPage';

export function WebhooksPage() {
  return <ComingPage />;
}
