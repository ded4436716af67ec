import { ComingPage } from '../../../components/ComingPage';

export function SettingsPage() {
  return <ComingPage />;
}
