/**
 * Why: somebody who has just run asks "what was my time?", touches a few keys and walks on. So there is one question, one
 * answer, and after half a minute nothing of it is left. Nothing is put into the browser's history or memory.
 *
 * `?language=de` begins in German; `?paper=receipt` prints cards on a roll; `?print=card`, `certificate` or `none` says
 * which buttons to print there are.
 */
import type { Kiosk, KioskResult, Matches } from '../api/generated/types.gen';
import { element } from './element';
import { KioskHub, Refusal } from './hub';
import { Idle } from './idle';
import { type Typing, keys, listen } from './keys';
import { type Language, RESULT_WORDS, day, preferred, said } from './language';
import { overlay } from './paper';
import { found, resultView } from './views';
import { KIOSK_WORDS, type KioskWords } from './words';

const [, , slug = ''] = location.pathname.split('/');
const asked = new URLSearchParams(location.search);
const hub = new KioskHub(slug);
const STARTS_IN = preferred(asked.get('language'));
const PAPER = asked.get('paper') === 'receipt' ? 'receipt' : 'a6';
const PRINTS = asked.get('print') ?? 'both';
const MOST_LETTERS = 40;
const SEARCH_AFTER_MS = 250;
const AGAIN_MS = 4_000;

class Page implements Typing {
  private language: Language = STARTS_IN;
  private event: Kiosk | null = null;
  private typed = '';
  private told: KioskResult | null = null;
  private number = 0;
  private searching = 0;
  private again = 0;
  private sheet: HTMLElement | null = null;
  private readonly field = element('output', { class: 'field' });
  private readonly answer = element('div', { class: 'answer' });
  private readonly note = element('p', { class: 'idle' });
  private readonly body = element('main');

  private get words(): KioskWords {
    return KIOSK_WORDS[this.language];
  }

  start(): void {
    document.body.append(this.body, this.note);
    this.draw();
    listen(this);
    new Idle((seconds) => { this.note.textContent = seconds === null || this.isFresh() ? '' : said(this.words.resets, { n: seconds }); }, () => { this.reset(); });
    document.addEventListener('contextmenu', (event) => { event.preventDefault(); });
    void this.learn();
  }

  type(letter: string): void {
    if (this.told !== null) this.reset();
    if (letter === ' ' && (this.typed === '' || this.typed.endsWith(' '))) return;
    this.change((this.typed + letter.toLocaleUpperCase(this.language)).slice(0, MOST_LETTERS));
  }

  back(): void {
    if (this.told === null) this.change([...this.typed].slice(0, -1).join(''));
  }

  clear(): void {
    this.reset();
  }

  enter(): void {
    window.clearTimeout(this.searching);
    if (this.told !== null) this.reset();
    else if (isBib(this.typed)) void this.show(this.typed.trim());
    else void this.search();
  }

  private change(typed: string): void {
    this.typed = typed;
    this.number += 1;
    this.drawField();
    window.clearTimeout(this.searching);
    if (isBib(typed) || typed.trim().length < 2) this.say('');
    else this.searching = window.setTimeout(() => { void this.search(); }, SEARCH_AFTER_MS);
  }

  private isFresh(): boolean {
    return this.typed === '' && this.told === null && this.language === STARTS_IN;
  }

  private reset(): void {
    const drawn = this.told === null && this.language === STARTS_IN;
    this.language = STARTS_IN;
    this.typed = '';
    this.told = null;
    this.number += 1;
    window.clearTimeout(this.again);
    window.clearTimeout(this.searching);
    this.closeSheet();
    if (drawn) {
      this.drawField();
      this.say('');
    } else {
      this.draw();
    }
  }

  private async learn(): Promise<void> {
    try {
      this.event = await hub.event();
      document.title = this.event.event;
      this.draw();
    } catch (error) {
      this.refused(error, '');
      window.setTimeout(() => { void this.learn(); }, AGAIN_MS);
    }
  }

  private async search(): Promise<void> {
    const mine = this.number;
    const typed = this.typed.trim();
    if (typed.length < 2) return;
    try {
      const { matches, more } = await hub.find(typed);
      if (mine === this.number) this.offer(matches, more);
    } catch (error) {
      if (mine === this.number) this.refused(error, typed);
    }
  }

  private offer(matches: Matches['matches'], more: boolean): void {
    if (matches.length === 0) this.say(this.words.nobody);
    else this.answer.replaceChildren(found(matches, more, this.words, RESULT_WORDS[this.language].noName, (bib) => { void this.show(bib); }));
  }

  /** Asked again while it is shown: whoever has just finished gets a place a moment later. */
  private async show(bib: string): Promise<void> {
    const mine = this.number;
    try {
      const told = await hub.result(bib);
      if (mine !== this.number) return;
      const same = JSON.stringify(told.result) === JSON.stringify(this.told?.result);
      // The code stays as it was: somebody may be scanning it.
      this.told = { result: told.result, card: this.told?.card ?? told.card };
      if (!same) this.draw();
    } catch (error) {
      if (mine !== this.number || this.told !== null && !(error instanceof Refusal)) return;
      this.refused(error, bib);
    }
    window.clearTimeout(this.again);
    if (this.told !== null) this.again = window.setTimeout(() => { void this.show(bib); }, AGAIN_MS);
  }

  private refused(error: unknown, typed: string): void {
    const { words } = this;
    if (!(error instanceof Refusal)) this.say(words.away);
    else if (error.code === 'no_runner') this.say(said(words.noBib, { bib: typed }));
    else if (error.code === 'too_short') this.say('');
    else if (error.code === 'kiosk_over') this.say(words.over);
    else if (error.status === 404) this.say(words.missing);
    else this.say(error.status === 429 ? words.busy : words.away);
  }

  private say(text: string): void {
    this.answer.replaceChildren(element('p', { class: 'note', text }));
  }

  private speak(language: Language): void {
    this.language = language;
    this.draw();
    if (this.told === null && this.typed !== '') this.change(this.typed);
  }

  private draw(): void {
    document.documentElement.lang = this.language;
    this.drawField();
    const view = this.told === null
      ? element('div', { class: 'asking' }, element('h1', { text: this.words.ask }), this.question(), this.answer, keys(this.words, this))
      : resultView(this.told, { language: this.language, zone: this.event?.zone ?? 'UTC' }, this.words, this.offers(this.told));
    this.body.replaceChildren(this.top(), view);
    if (this.told === null && this.event !== null) this.say('');
  }

  private question(): HTMLElement {
    return element('div', { class: 'question' }, this.field, element('button', { class: 'key show', text: this.words.show, press: () => { this.enter(); } }));
  }

  private offers(told: KioskResult): { certificate: (() => void) | null; card: (() => void) | null; done: () => void } {
    const { bib, status } = told.result;
    const print = (what: 'certificate' | 'card') => (): void => { this.print(hub.paper(what, bib, this.language, PAPER)); };
    return {
      certificate: status === 'finished' && PRINTS !== 'card' && PRINTS !== 'none' ? print('certificate') : null,
      card: PRINTS !== 'certificate' && PRINTS !== 'none' ? print('card') : null,
      done: () => { this.reset(); },
    };
  }

  private print(address: string): void {
    this.closeSheet();
    this.sheet = overlay(address, this.words, () => { this.closeSheet(); });
    if (this.sheet !== null) document.body.append(this.sheet);
  }

  private closeSheet(): void {
    this.sheet?.remove();
    this.sheet = null;
  }

  private top(): HTMLElement {
    const languages = (['en', 'de'] as const).map((language) => element('button', {
      class: language === this.language ? 'tongue chosen' : 'tongue', text: language.toUpperCase(), label: language === 'en' ? 'English' : 'Deutsch', press: () => { this.speak(language); },
    }));
    return element('header', { class: 'top' },
      element('div', {}, element('strong', { text: this.event?.event ?? '' }), element('span', { text: this.event === null ? '' : day(this.event.day, this.language) })),
      element('div', { class: 'tongues' }, ...languages));
  }

  private drawField(): void {
    const empty = this.typed === '';
    this.field.className = empty ? 'field empty' : 'field';
    this.field.textContent = empty ? this.words.hint : this.typed;
  }
}

/** A name does not begin with a digit. */
function isBib(typed: string): boolean {
  return /^\s*\d/.test(typed);
}

new Page().start();
