import { ComingPage } from '../../../components/ComingPage';

export function HubPage() {
  return <ComingPage />;
}
