import { ComingPage } from '../../../components/ComingPage';

export function KeysPage() {
  return <ComingPage />;
}
