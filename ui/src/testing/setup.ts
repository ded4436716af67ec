/** What jsdom lacks and Mantine asks for, and English texts of every namespace, ready before the first test. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { dismissAll } from '../components/toast';

const files = import.meta.glob<Record<string, unknown>>('../app/locales/*/*.json', { eager: true, import: 'default' });
const resources: Record<string, Record<string, Record<string, unknown>>> = {};
for (const [path, texts] of Object.entries(files)) {
  const [language = '', file = ''] = path.split('/').slice(-2);
  (resources[language] ??= {})[file.replace('.json', '')] = texts;
}
await i18next.use(initReactI18next).init({ lng: 'en', fallbackLng: 'en', resources, defaultNS: 'shell', interpolation: { escapeValue: false } });

// What a page draws in a moment takes longer where two cores are busy with ten other things.
configure({ asyncUtilTimeout: 10_000 });

window.matchMedia = ((query: string) => ({
  matches: false, media: query, onchange: null,
  addEventListener: () => undefined, removeEventListener: () => undefined,
  addListener: () => undefined, removeListener: () => undefined, dispatchEvent: () => false,
}));
window.ResizeObserver = class { observe(): void { /* nothing has a size here */ } unobserve(): void { /* as above */ } disconnect(): void { /* as above */ } };
window.scrollTo = () => undefined;
HTMLElement.prototype.scrollIntoView = () => undefined;

// No test finds what another has left: pages, toasts, stand-ins.
afterEach(() => {
  cleanup();
  dismissAll();
  vi.unstubAllGlobals();
});
