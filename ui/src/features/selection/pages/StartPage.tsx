import { ComingPage } from '../../../components/ComingPage';

export function StartPage() {
  return <ComingPage />;
}
