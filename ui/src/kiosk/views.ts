/** Why apart from what happens: what stands on the screen, made anew whenever that changes. */
import type { KioskResult, Match } from '../api/generated/types.gen';
import { element, picture } from './element';
import { figure, heading, places, type Shown, splits, state } from './runner';
import type { KioskWords } from './words';

export interface Offers {
  readonly certificate: (() => void) | null;
  readonly card: (() => void) | null;
  readonly done: () => void;
}

export function found(matches: readonly Match[], more: boolean, words: KioskWords, noName: string, choose: (bib: string) => void): HTMLElement {
  return element('div', { class: 'found' },
    element('ul', {}, ...matches.map((match) => element('li', {}, chosen(match, noName, choose)))),
    more && element('p', { class: 'note', text: words.more }));
}

function chosen(match: Match, noName: string, choose: (bib: string) => void): HTMLElement {
  const under = [match.race, match.team, match.city].filter((part) => part !== '').join(' · ');
  return element('button', { class: 'match', press: () => { choose(match.bib); } },
    element('span', { class: 'bib', text: match.bib }),
    element('span', { class: 'whom' }, element('strong', { text: match.name === '' ? noName : match.name }), element('small', { text: under })));
}

export function resultView(told: KioskResult, shown: Shown, words: KioskWords, offers: Offers): HTMLElement {
  const { result, card } = told;
  return element('div', { class: 'result' },
    element('div', { class: 'facts' }, heading(result, shown), element('div', { class: 'outcome' }, figure(result, shown), places(result, shown)), element('div', { class: 'scroll' }, splits(result, shown)), state(result, shown)),
    element('aside', {},
      card !== null && element('div', { class: 'follow' },
        picture(card.qr, words.code), element('h2', { text: words.follow }), element('p', { text: words.keep })),
      offers.certificate !== null && element('button', { class: 'key', text: words.certificate, press: offers.certificate }),
      offers.card !== null && element('button', { class: 'key', text: words.card, press: offers.card }),
      element('button', { class: 'key show', text: words.done, press: offers.done })));
}
