/** Why apart: the kiosk and the telephone show the same result, one large and one narrow. */
import type { OwnArrival, OwnPlace, OwnResult, OwnSplit } from '../api/generated/types.gen';
import { duration, pace } from '../results/times';
import { element } from './element';
import { type Language, RESULT_WORDS, clock, counted, said } from './language';

export interface Shown {
  readonly language: Language;
  readonly zone: string;
}

const UNDER_WAY = new Set(['started', 'on_course']);

export function underWay(result: OwnResult): boolean {
  return UNDER_WAY.has(result.status);
}

/** The time by which the runner is ranked. */
export function ranked(result: OwnResult): number | null {
  return result.by_chip ? result.chip_ms ?? result.gun_ms : result.gun_ms ?? result.chip_ms;
}

export function heading(result: OwnResult, { language }: Shown): HTMLElement {
  const words = RESULT_WORDS[language];
  const under = [said(words.bib, { bib: result.bib }), result.race, result.team].filter((part) => part !== '');
  return element('header', { class: 'who' },
    element('h1', { class: result.name === '' ? 'name none' : 'name', text: result.name === '' ? words.noName : result.name }),
    element('p', { class: 'under', text: under.join(' · ') }));
}

/** The time, or what there is to say instead; then the other time, the pace and a penalty. */
export function figure(result: OwnResult, { language }: Shown): HTMLElement {
  const words = RESULT_WORDS[language];
  const time = ranked(result);
  const status = element('p', { class: `status ${result.status}`, text: words.statuses[result.status] ?? '' });
  if (result.status !== 'finished' || time === null) return element('section', { class: 'figure' }, status);
  const other = result.by_chip ? result.gun_ms : result.chip_ms;
  const own = result.chip_ms ?? result.gun_ms;
  const more = [
    other === null || other === time ? '' : `${result.by_chip ? words.gun : words.chip} ${duration(other, result.decimals)}`,
    own === null || !result.distance_m ? '' : `${pace(own, result.distance_m)} min/km`,
  ].filter((part) => part !== '');
  return element('section', { class: 'figure' }, status,
    element('p', { class: 'time', text: duration(time, result.decimals) }),
    element('p', { class: 'more', text: more.join(' · ') }),
    result.penalty_ms > 0 && element('p', { class: 'more', text: said(words.penalty, { time: minutes(result.penalty_ms) }) }));
}

/** Never a bare number of seconds. */
function minutes(ms: number): string {
  const text = duration(ms);
  return text.includes(':') ? text : `0:${text.padStart(2, '0')}`;
}

export function places(result: OwnResult, shown: Shown): HTMLElement | null {
  if (result.places.length === 0) return null;
  return element('ul', { class: 'places' }, ...result.places.map((place) => tile(place, shown)));
}

function tile(place: OwnPlace, { language }: Shown): HTMLElement {
  const words = RESULT_WORDS[language];
  return element('li', {},
    element('span', { class: 'among', text: among(place, language) }),
    element('strong', { text: counted(place.place, language) }),
    element('span', { class: 'of', text: place.finishers === null ? '' : said(words.of, { n: counted(place.finishers, language) }) }));
}

export function among(place: OwnPlace, language: Language): string {
  const words = RESULT_WORDS[language];
  if (place.among === 'sex') return words.sexes[place.of] ?? place.of;
  return said(words.among[place.among] ?? '{of}', { of: place.of });
}

/** Every point with a time, and those ahead with the time that is expected there. */
export function splits(result: OwnResult, shown: Shown): HTMLElement | null {
  const passed = result.splits.filter((split) => split.kind !== 'start');
  if (passed.length + result.arrivals.length === 0) return null;
  const words = RESULT_WORDS[shown.language];
  const head = [words.point, words.time, 'min/km', words.place, words.clock];
  return element('table', { class: 'splits' },
    element('thead', {}, element('tr', {}, ...head.map((text) => element('th', { text })))),
    element('tbody', {}, ...passed.map((split) => row(split, result, shown)), ...result.arrivals.map((arrival) => ahead(arrival, shown))));
}

function row(split: OwnSplit, result: OwnResult, shown: Shown): HTMLElement {
  const ms = result.by_chip ? split.chip_ms : split.gun_ms;
  const place = split.kind === 'finish' ? result.places.find((one) => one.among === 'overall')?.place ?? split.place_overall : split.place_overall;
  return element('tr', { class: split.kind },
    element('th', { text: split.point }),
    element('td', { class: 'at', text: ms === null ? '' : duration(ms, result.decimals) }),
    element('td', { text: split.leg_ms === null || !split.leg_m ? '' : pace(split.leg_ms, split.leg_m) }),
    element('td', { text: place === null ? '' : counted(place, shown.language) }),
    element('td', { text: clock(split.at, shown.zone, true) }));
}

function ahead(arrival: OwnArrival, shown: Shown): HTMLElement {
  const words = RESULT_WORDS[shown.language];
  const about = element('td', { class: 'about' },
    element('span', { text: `${words.expected} ` }),
    element('strong', { text: clock(arrival.at, shown.zone) }),
    element('small', { text: ` ${between(arrival, shown)}` }));
  about.colSpan = 4;
  return element('tr', { class: 'ahead' }, element('th', { text: arrival.point }), about);
}

export function between(arrival: OwnArrival, { language, zone }: Shown): string {
  return said(RESULT_WORDS[language].between, { from: clock(arrival.earliest, zone), to: clock(arrival.latest, zone) });
}

export function state(result: OwnResult, { language }: Shown): HTMLElement {
  return element('p', { class: `state ${result.state}`, text: RESULT_WORDS[language].states[result.state] ?? '' });
}
