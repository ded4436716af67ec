import { ComingPage } from '../../../components/ComingPage';

export function DashboardPage() {
  return <ComingPage />;
}
