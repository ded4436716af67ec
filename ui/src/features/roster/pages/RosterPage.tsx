import { ComingPage } from '../../../components/ComingPage';

export function RosterPage() {
  return <ComingPage />;
}
