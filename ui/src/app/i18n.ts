/**
 * Why: every text that a person sees is a key of a namespace, one JSON file per feature and language, loaded when
 * a page of that feature is opened. The language is the person's own (kept by the hub); before sign-in it is what
 * this browser chose last, or what it speaks.
 */
import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from './languages';

const STORED = 'project88-language';
const files = import.meta.glob<{ default: Record<string, unknown> }>('./locales/*/*.json');

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`./locales/${language}/${namespace}.json`];
    if (load === undefined) { done(new Error(`no texts for ${language}/${namespace}`), null); return; }
    load().then((module) => { done(null, module.default); }, (error: unknown) => { done(error instanceof Error ? error : new Error(String(error)), null); });
  },
};

function known(language: string | null | undefined): Language | null {
  const short = language?.slice(0, 2).toLowerCase();
  return LANGUAGES.find(({ code }) => code === short)?.code ?? null;
}

function stored(): string | null {
  try { return localStorage.getItem(STORED); } catch { return null; }
}

export function firstLanguage(): Language {
  return known(stored()) ?? navigator.languages.map(known).find((language) => language !== null) ?? 'en';
}

/** At once, on the whole page; whoever is signed in tells the hub too. */
export async function speak(language: string): Promise<void> {
  const next = known(language) ?? 'en';
  try { localStorage.setItem(STORED, next); } catch { /* storage is forbidden: for this visit only */ }
  if (i18next.language !== next) await i18next.changeLanguage(next);
  document.documentElement.lang = next;
}

export async function startSpeaking(): Promise<void> {
  const lng = firstLanguage();
  document.documentElement.lang = lng;
  await i18next.use(backend).use(initReactI18next).init({
    lng,
    fallbackLng: 'en',
    supportedLngs: LANGUAGES.map(({ code }) => code),
    ns: ['shell'],
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}
