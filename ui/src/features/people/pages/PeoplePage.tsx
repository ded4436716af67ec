import { ComingPage } from '../../../components/ComingPage';

export function PeoplePage() {
  return <ComingPage />;
}
