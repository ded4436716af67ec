/** Both languages say the same things, with the same places to fill in; and every text that the code asks for exists. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from './languages';

const SOURCES = 'src';
const LOCALES = 'src/app/locales';
type Texts = ReadonlyMap<string, string>;

function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) => flat(inner, path === '' ? key : `${path}.${key}`));
}

function textsOf(language: string, namespace: string): Texts {
  return new Map(flat(JSON.parse(readFileSync(join(LOCALES, language, `${namespace}.json`), 'utf8'))));
}

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name = '']) => name).sort();
}

const namespaces = readdirSync(join(LOCALES, 'en')).map((file) => file.replace('.json', ''));

test('every language has the same namespaces', () => {
  for (const { code } of LANGUAGES) expect(readdirSync(join(LOCALES, code)).sort()).toEqual(namespaces.map((name) => `${name}.json`).sort());
});

describe.each(namespaces)('%s', (namespace) => {
  const english = textsOf('en', namespace);
  test.each(LANGUAGES.filter(({ code }) => code !== 'en'))('says the same in $name', ({ code }) => {
    const other = textsOf(code, namespace);
    expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) expect([key, placesOf(other.get(key) ?? '')]).toEqual([key, placesOf(text)]);
  });
  test('has no text that is empty or still to be written', () => {
    for (const { code } of LANGUAGES) {
      for (const [key, text] of textsOf(code, namespace)) expect([key, text.trim() === '' || /\bTODO\b|\bFIXME\b/.test(text)]).toEqual([key, false]);
    }
  });
});

function* sources(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name)) yield path;
  }
}

/** `t('key')` and `t(x ? 'key' : 'key')` of a file, in the namespace it uses; keys that are put together are not seen. */
function asked(code: string): [string, string][] {
  const namespace = /useTranslation\(\s*\[?\s*'(\w+)'/.exec(code)?.[1];
  if (namespace === undefined) return [];
  return [...code.replace(/`[^`]*`/g, '').matchAll(/\bt\(([^()]*?)[,)]/g)]
    .flatMap(([, argument = '']) => [...argument.replace(/^[^?]*\?(?!\.)/, '').matchAll(/'([\w:.-]+)'/g)].map(([, key = '']) => key))
    .map((key) => (key.includes(':') ? key.split(':') as [string, string] : [namespace, key]));
}

test('every text that a page asks for is there', () => {
  const missing = [...sources(join(SOURCES, 'components')), ...sources(join(SOURCES, 'features')), ...sources(join(SOURCES, 'app'))].flatMap((path) => (
    asked(readFileSync(path, 'utf8'))
      .filter(([namespace, key]) => { const texts = textsOf('en', namespace); return !texts.has(key) && !texts.has(`${key}_other`) && !texts.has(`${key}_ordinal_other`); })
      .map(([namespace, key]) => `${path}: ${namespace}:${key}`)
  ));
  expect(missing).toEqual([]);
});
