import { ComingPage } from '../../../components/ComingPage';

export function LinkPage() {
  return <ComingPage />;
}
