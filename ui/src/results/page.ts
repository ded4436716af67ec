/** Why one file for what stands around the rows: races, search, filters, files to take home, and how far the race is. */
import { Detail } from './detail';
import { element, say } from './element';
import { Grid } from './grid';
import { type Event, fileOf, type Race } from './hub';
import { first, HEADINGS, nameOf, NARROW, narrow, WIDE, wide } from './shown';
import { type Asked, type Key, Table } from './table';
import { counted, language, said, words } from './words';

const LITTLE_ROOM = '(max-width: 760px)';
const LONGEST_SEARCH_MS = 60;

export interface Choice {
  readonly race: number;
  readonly asked: Asked;
}

/** `chosen` is called when another race is wanted. */
export class Page {
  readonly table = new Table();
  private readonly title = element('h1');
  private readonly about = element('p', { class: 'about' });
  private readonly state = element('p', { class: 'state' });
  private readonly races = element('nav', { class: 'races', 'aria-label': words.races });
  private readonly search = element('input', { type: 'search', placeholder: words.search, 'aria-label': words.search, autocomplete: 'off', enterkeyhint: 'search', maxlength: '80' });
  private readonly sex = element('select', { 'aria-label': words.sex });
  private readonly division = element('select', { 'aria-label': words.division });
  private readonly files = element('details', { class: 'files' });
  private readonly count = element('p', { class: 'count', role: 'status' });
  private readonly note = element('p', { class: 'note', role: 'status' });
  private readonly head = element('div', { class: 'row head', role: 'row', 'aria-rowindex': '1' });
  private readonly scroller = element('div', { class: 'list', role: 'grid', tabindex: '0', 'aria-label': words.results });
  private readonly detail = new Detail();
  private readonly grid: Grid;
  private readonly little = matchMedia(LITTLE_ROOM);
  private event: Event | null = null;
  private race: Race | null = null;
  private asked: Asked;
  private rows: Int32Array = new Int32Array(0);
  private waiting = 0;

  constructor(host: HTMLElement, asked: Asked, private readonly chosen: (race: number) => void, private readonly changed: (choice: Choice) => void) {
    this.asked = asked;
    this.search.value = asked.text;
    this.grid = new Grid(this.scroller, this.head, (at) => { this.open(at); });
    this.scroller.append(this.head, this.grid.body);
    const summary = element('summary', {}, words.download);
    this.files.append(summary, element('div', { class: 'menu' }));
    this.files.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      this.files.open = false;
      summary.focus();
    });
    document.addEventListener('click', (event) => { if (event.target instanceof Node && !this.files.contains(event.target)) this.files.open = false; });
    const tools = element('div', { class: 'tools' }, this.search, this.sex, this.division, this.files);
    host.append(
      element('header', {}, element('div', { class: 'name' }, this.title, this.about), this.state),
      element('main', {}, this.races, tools, this.count, this.note, this.scroller), this.detail.dialog,
    );
    this.search.addEventListener('input', () => { this.soon(); });
    this.search.addEventListener('keydown', (event) => { if (event.key === 'ArrowDown' || event.key === 'Enter') this.grid.focus(); });
    for (const select of [this.sex, this.division]) select.addEventListener('change', () => { this.ask({ [select === this.sex ? 'sex' : 'division']: select.value }); });
    this.little.addEventListener('change', () => { this.headings(); this.draw(false); });
  }

  /** The event as it is now; `race` is the one that is looked at. */
  tell(event: Event, race: Race): void {
    const another = this.race?.id !== race.id;
    this.event = event;
    this.race = race;
    this.files.hidden = false;
    document.title = `${event.name} – ${words.results}`;
    say(this.title, event.name);
    const day = new Intl.DateTimeFormat(navigator.language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(event.day));
    say(this.about, [day, event.place, said(words.timedBy, { name: event.timed_by })].filter((text) => text !== '').join(' · '));
    this.state.className = `state ${race.state}`;
    this.state.title = words[`${race.state}Long`];
    say(this.state, words[race.state]);
    this.tabs(event, race);
    if (!another) return;
    this.links(event, race);
    this.headings();
  }

  /** The table has other rows. `top`: of another race, so that one begins with the first. */
  draw(top: boolean): void {
    if (this.event === null || this.race === null) return;
    const { race, table } = this;
    this.options(this.sex, words.sex, table.values('sex'), this.asked.sex);
    this.options(this.division, words.division, table.values('division'), this.asked.division);
    this.rows = table.seen(this.asked);
    const little = this.little.matches;
    this.grid.show({
      cells: little ? NARROW : WIDE,
      rows: this.rows,
      texts: (row) => (little ? narrow(table.data, row, race) : wide(table.data, row, race)),
      label: (row) => nameOf(table.data, row),
      muted: (row) => table.data.name[row] === '',
    }, top);
    this.counts();
  }

  /** Nothing is published here any more: whoever has the page open sees nothing of it either. */
  withdraw(): void {
    this.table.clear();
    this.draw(true);
    this.event = null;
    this.race = null;
    this.detail.dialog.close();
    this.files.hidden = true;
    say(this.count, '');
    this.say(words.missing);
  }

  /** A sentence instead of rows, or above them. */
  say(text: string): void {
    say(this.note, text);
  }

  focusSearch(): void {
    this.search.focus();
  }

  private counts(): void {
    if (this.race === null) return;
    const { size } = this.table;
    const { finished, on_course: way, started } = this.race.counts;
    const told = [said(words.finishers, { n: counted(finished) }), ...way + started > 0 ? [said(words.onCourse, { n: counted(way + started) })] : []];
    const by = { gun: words.byGun, chip: words.byChip, mixed: words.byMixed }[this.race.rank_by];
    const found = this.rows.length === size ? [] : [said(words.shown, { n: counted(this.rows.length), all: counted(size) })];
    say(this.count, [...found, ...told, by].join(' · '));
    this.say(size === 0 ? words.soon : this.rows.length === 0 ? words.none : '');
  }

  private tabs(event: Event, race: Race): void {
    const marks = event.races.map(({ id, name }) => `${String(id)} ${name}`).join('\n');
    if (this.races.dataset['marks'] !== marks) {
      this.races.dataset['marks'] = marks;
      this.races.replaceChildren(...event.races.map(({ id, name }) => {
        const tab = element('button', { type: 'button', 'data-race': String(id) }, name);
        tab.addEventListener('click', () => { this.chosen(id); });
        return tab;
      }));
    }
    this.races.hidden = event.races.length < 2;
    for (const tab of this.races.querySelectorAll('button')) tab.setAttribute('aria-pressed', String(tab.dataset['race'] === String(race.id)));
  }

  private links(event: Event, race: Race): void {
    const forms = [['pdf', words.pdf], ['xlsx', words.xlsx], ['csv', words.csv], ['json', words.json]] as const;
    this.files.querySelector('.menu')?.replaceChildren(...forms.map(([form, text]) => (
      element('a', { href: fileOf(event.slug, race.id, form, language), download: '' }, text)
    )));
  }

  private headings(): void {
    const keys: readonly Key[] = this.little.matches ? ['place', 'name', this.race === null ? 'gun' : first(this.race)] : WIDE.map(({ key }) => key as Key);
    this.head.replaceChildren(...keys.map((key) => {
      const sort = element('button', { type: 'button' }, HEADINGS[key]);
      sort.addEventListener('click', () => { this.ask({ by: key, down: this.asked.by === key && !this.asked.down }); });
      // The cell has the class of what stands below it.
      const cell = this.little.matches && key === 'chip' ? 'gun' : key;
      return element('div', { class: `cell ${cell}`, role: 'columnheader', 'data-key': key }, sort);
    }));
    this.scroller.setAttribute('aria-colcount', String(keys.length));
    this.sorted();
  }

  private sorted(): void {
    for (const cell of this.head.children) {
      const here = cell.getAttribute('data-key') === this.asked.by;
      if (here) cell.setAttribute('aria-sort', this.asked.down ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }
  }

  private options(select: HTMLSelectElement, label: string, values: readonly string[], value: string): void {
    const marks = values.join('\n');
    select.hidden = values.length < 2;
    if (select.dataset['marks'] === marks && select.value === value) return;
    select.dataset['marks'] = marks;
    select.replaceChildren(element('option', { value: '' }, `${label}: ${words.all}`), ...values.map((each) => element('option', { value: each }, each)));
    // What another race does not have is not asked for any more.
    select.value = values.includes(value) ? value : '';
    if (select.value !== value) this.asked = { ...this.asked, [select === this.sex ? 'sex' : 'division']: '' };
  }

  private soon(): void {
    if (this.waiting !== 0) return;
    this.waiting = window.setTimeout(() => {
      this.waiting = 0;
      this.ask({ text: this.search.value });
    }, this.table.size > 5000 ? LONGEST_SEARCH_MS : 0);
  }

  private ask(part: Partial<Asked>): void {
    this.asked = { ...this.asked, ...part };
    this.sorted();
    this.draw(true);
    if (this.race !== null) this.changed({ race: this.race.id, asked: this.asked });
  }

  private open(at: number): void {
    const row = this.rows[at];
    if (row === undefined || this.event === null || this.race === null) return;
    this.detail.open(this.event, this.race, this.table.data.id[row] ?? 0, nameOf(this.table.data, row));
  }
}
