import { ComingPage } from '../../../components/ComingPage';

export function SignInPage() {
  return <ComingPage />;
}
