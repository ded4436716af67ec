/** The words of an event as a drawing sees them: values by their paths. Those that two kinds share come once. */
import { api } from '../../../../api/client';
import type { EventWords, Word } from '../../../../api/generated';
import { SAMPLE_ROWS } from '../../../../binding/sample';
import type { Values } from '../../../../binding/values';

export type Kind = Word['kind'];
export const KINDS = ['name', 'town', 'team', 'division', 'race'] as const satisfies readonly Kind[];

/** Which paths tell of which words. */
const PATHS: Readonly<Record<string, Kind>> = {
  'runner.name': 'name', 'runner.first_name': 'name', 'runner.last_name': 'name', 'runner.town': 'town', 'runner.city': 'town', 'runner.state': 'town',
  'runner.team': 'team', 'runner.division': 'division', 'runner.race': 'race', 'race.name': 'race',
};

export function kindOf(path: string): Kind | undefined { return PATHS[path]; }

const orNull = (text: string): string | null => (text === '' ? null : text);

/** What a page says of somebody with that word, over the sample's. */
export function valuesOf({ kind, one, two = '' }: Word, page: Values): Values {
  const runner = page['runner'] as Values | undefined; // the sample's
  const all = [one, two].filter((part) => part !== '');
  switch (kind) {
    case 'name': return { ...page, runner: { ...runner, name: all.join(' '), first_name: orNull(one), last_name: orNull(two) } };
    case 'town': return { ...page, runner: { ...runner, town: all.join(', '), city: orNull(one), state: orNull(two) } };
    case 'race': return { ...page, race: { ...page['race'] as Values, name: one }, runner: { ...runner, race: one } }; // the sample's
    default: return { ...page, runner: { ...runner, [kind]: one } };
  }
}

/** Of the runners that the builder draws with. */
export function sampleWords(): readonly Word[] {
  const told = (path: string, values: Values): string => { const found = (values['runner'] as Values)[path]; return typeof found === 'string' ? found : ''; }; // each row has a runner
  return SAMPLE_ROWS.flatMap((row): Word[] => [
    { kind: 'name', one: told('first_name', row), two: told('last_name', row) }, { kind: 'town', one: told('city', row), two: told('state', row) },
    { kind: 'team', one: told('team', row), two: '' }, { kind: 'division', one: told('division', row), two: '' },
  ]).filter(({ one, two }) => `${one}${two ?? ''}` !== '');
}

/** Page by page; `told` hears how many there are so far. */
export async function wordsOf(event: string, told: (count: number) => void, signal: AbortSignal): Promise<readonly Word[]> {
  const words: Word[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page: EventWords = await api.get<EventWords>(`/api/events/${event}/words`, { signal, query: { after, limit: 5000 } });
    words.push(...page.words);
    told(words.length);
    after = page.after;
  }
  return words;
}
