/** Why a dialog of the browser's own: it holds the focus, closes with Escape and is known to readers of screens. */
import { element } from './element';
import { type Event, type Person, personOf, type Race, type Split } from './hub';
import { duration, pace } from './times';
import { said, words } from './words';

type Fact = readonly [string, string];

export class Detail {
  private readonly title = element('h2', { id: 'person' });
  private readonly content = element('div', { class: 'content' });
  readonly dialog: HTMLDialogElement;
  private wanted = 0;

  constructor() {
    const close = element('button', { type: 'button', class: 'close', 'aria-label': words.close }, '×');
    close.addEventListener('click', () => { this.dialog.close(); });
    this.dialog = element('dialog', { 'aria-labelledby': 'person' }, element('div', { class: 'top' }, this.title, close), this.content);
    this.dialog.addEventListener('click', (event) => { if (event.target === this.dialog) this.dialog.close(); });
  }

  /** Opens at once with what is known, and fills itself. */
  open(event: Event, race: Race, id: number, name: string): void {
    this.wanted = id;
    this.title.textContent = name;
    this.content.replaceChildren(element('p', { class: 'quiet' }, words.loading));
    if (!this.dialog.open) this.dialog.showModal();
    personOf(event.slug, id).then((person) => {
      if (this.wanted === id) this.fill(event, race, person);
    }).catch(() => {
      if (this.wanted === id) this.content.replaceChildren(element('p', { class: 'quiet' }, words.away));
    });
  }

  private fill(event: Event, race: Race, person: Person): void {
    this.title.textContent = person.name === '' ? words.hidden : person.name;
    const facts = factsOf(person, race).map(([label, text]) => element('div', {}, element('dt', {}, label), element('dd', {}, text)));
    const about = [`${words.bib} ${person.bib ?? '–'}`, person.race, person.club, person.town].filter((text) => text !== '');
    this.content.replaceChildren(
      element('p', { class: 'quiet' }, about.join(' · ')),
      element('dl', {}, ...facts),
      person.splits.length > 1 ? splitsOf(person.splits, race, event.zone) : element('p', { class: 'quiet' }, words.noSplits),
    );
  }
}

function factsOf(person: Person, race: Race): readonly Fact[] {
  const time = (ms: number | null): string => (ms === null ? '–' : duration(ms, race.decimals));
  const place = (label: string, told: number | null): readonly Fact[] => (told === null ? [] : [[label, String(told)]]);
  const finished = person.status === 'finished';
  const ms = race.rank_by === 'chip' ? person.chip : person.gun;
  return [
    ...finished ? [[words.gun, time(person.gun)], [words.chip, time(person.chip)]] as const : [[words.status, words[person.status] + (person.seen === '' ? '' : ` · ${said(words.seen, { point: person.seen })}`)]] as const,
    ...place(words.overall, person.place),
    ...place(`${words.sex} ${person.sex}`.trim(), person.place_sex),
    ...place(person.division === '' ? words.division : person.division, person.place_division),
    ...finished && ms !== null && person.distance_m !== null ? [[words.pace, `${pace(ms, person.distance_m)} ${words.perKm}`]] as const : [],
    ...person.penalty_ms === 0 ? [] : [[words.penalty, time(person.penalty_ms)]] as const,
  ];
}

function splitsOf(splits: readonly Split[], race: Race, zone: string): HTMLElement {
  const clock = new Intl.DateTimeFormat(navigator.language, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: zone });
  const time = (ms: number | null): string => (ms === null ? '' : duration(ms, race.decimals));
  const heads = [words.point, words.clock, words.time, words.leg, words.pace, words.place];
  const rows = splits.map((split) => [
    split.point,
    clock.format(new Date(split.at)),
    time(split.chip ?? split.gun),
    split.kind === 'start' || split.leg_ms === null ? '' : duration(split.leg_ms),
    split.leg_ms === null || split.leg_m === null ? '' : pace(split.leg_ms, split.leg_m),
    split.kind === 'start' || split.place === null ? '' : String(split.place),
  ]);
  return element('div', { class: 'splits', tabindex: '0', role: 'region', 'aria-label': words.point }, element('table', {},
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, ...rows.map(([point = '', ...others]) => (
      element('tr', {}, element('th', { scope: 'row' }, point), ...others.map((text) => element('td', {}, text)))
    ))),
  ));
}
