import { ComingPage } from '../../../components/ComingPage';

export function SetUpPage() {
  return <ComingPage />;
}
