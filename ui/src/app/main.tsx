/** Where the app starts: texts first, so that nothing is ever drawn in keys. */
import './nonce';
import './app.css';
import i18next from 'i18next';
import { createRoot } from 'react-dom/client';
import { offered } from '../components/toast';
import { comeAhead } from './ahead';
import { startSpeaking } from './i18n';
import { Providers } from './providers';
import { queries } from './queries';
import { makeRouter } from './router';
import { keepShell } from './worker';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const router = makeRouter(queries);
comeAhead(router, queries);
await startSpeaking();
createRoot(root).render(<Providers queries={queries} router={router} />);
keepShell((take) => { offered(i18next.t('shell:newBuild.there'), { label: i18next.t('shell:newBuild.take'), run: take }); });
