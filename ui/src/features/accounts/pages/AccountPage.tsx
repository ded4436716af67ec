import { ComingPage } from '../../../components/ComingPage';

export function AccountPage() {
  return <ComingPage />;
}
