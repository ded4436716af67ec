/** Why: what a template shows of real people is tried before the race; a roster has no times yet, so those are the sample's. */
import { SAMPLE_PAGE, SAMPLE_ROWS } from '../../../../binding/sample';
import type { Values } from '../../../../binding/values';
import type { Participant, PreviewPassing } from '../../../../api/generated';

const MOST = 12;

function sampled(index: number): Values {
  const row = SAMPLE_ROWS[index % SAMPLE_ROWS.length];
  const runner = row?.['runner'];
  return typeof runner === 'object' && runner !== null && !Array.isArray(runner) ? runner as Values : {}; // an object that is no list
}

const orNull = (text: string): string | null => (text === '' ? null : text);

export function ofRoster({ id, first_name, last_name, bib, age, gender, city, state, country, division, team, wave }: Participant, index: number): Values {
  const town = [city, state === '' ? country : state].filter((part) => part !== '').join(', ');
  return {
    key: `roster-${id}`, turn: index,
    runner: {
      ...sampled(0), name: `${first_name} ${last_name}`.trim(), first_name, last_name, bib: orNull(bib), age, gender: orNull(gender), city: orNull(city), state: orNull(state),
      country: orNull(country), town: orNull(town), division: orNull(division), team: orNull(team), wave: orNull(wave),
    },
  };
}

export function ofPassing({ key, name, bib, tag, race, at }: PreviewPassing, index: number): Values {
  return { key, turn: index, runner: { name: name ?? tag, bib, tag, race, time: at } };
}

/** Those whose names, or clubs, take the most room. */
export function longest(people: readonly Participant[]): readonly Participant[] {
  const room = ({ first_name, last_name, team }: Participant): number => Math.max(first_name.length + last_name.length, team.length * 0.8);
  return [...people].sort((one, other) => room(other) - room(one)).slice(0, MOST);
}

/** A page as it stands with these runners, the first of them in front. */
export function pageOf(rows: readonly Values[], from = 0): Values {
  if (rows.length === 0) return { ...SAMPLE_PAGE, slots: [] };
  const turned = [...rows.slice(from), ...rows.slice(0, from)];
  const list = { ...(SAMPLE_PAGE['list'] as Values), waiting: turned, queue: turned, standings: rows, recent: turned }; // the sample's lists
  return { ...SAMPLE_PAGE, ...turned[0], list, slots: turned };
}
