import { ComingPage } from '../../../components/ComingPage';

export function EventsPage() {
  return <ComingPage />;
}
