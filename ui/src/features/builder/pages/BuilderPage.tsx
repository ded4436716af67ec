/** Where a template is drawn. */
import { ComingPage } from '../../../components/ComingPage';

export function BuilderPage() {
  return <ComingPage />;
}
