import { ComingPage } from '../../../components/ComingPage';

export function TimingPage() {
  return <ComingPage />;
}
