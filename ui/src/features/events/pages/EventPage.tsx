import { ComingPage } from '../../../components/ComingPage';

export function EventPage() {
  return <ComingPage />;
}
