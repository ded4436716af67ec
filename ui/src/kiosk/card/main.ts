/**
 * Why: "where is she?" asked by somebody at the fence. One runner on one telephone: what was, when the next point and the finish
 * come, and the places in the end. The address is all there is to it; nothing is kept on the telephone.
 */
import type { Card, OwnArrival } from '../../api/generated/types.gen';
import { duration } from '../../results/times';
import { element } from '../element';
import { clock, day, moment, preferred, said } from '../language';
import { between, figure, heading, places, type Shown, splits, state, underWay } from '../runner';
import { Live, type Standing } from './live';
import { CARD_WORDS } from './words';

const [, , slug = '', , token = ''] = location.pathname.split('/');
const language = preferred(new URLSearchParams(location.search).get('language'));
const words = CARD_WORDS[language];

class Page {
  private shown: Card | null = null;
  private running: HTMLElement | null = null;
  private readonly body = element('main');
  private readonly standing = element('p', { class: 'standing loading', text: words.loading });

  start(): void {
    document.documentElement.lang = language;
    document.body.append(this.standing, this.body);
    window.setInterval(() => { this.tick(); }, 1000);
    new Live(slug, token, { card: (card) => { this.show(card); }, standing: (standing) => { this.stand(standing); } }).open();
  }

  private stand(standing: Standing): void {
    const said_ = standing === 'live' && this.shown !== null && !underWay(this.shown.result) ? words.quiet : words[standing];
    this.standing.className = `standing ${standing}`;
    this.standing.textContent = said_;
    if (standing === 'over' || standing === 'gone') {
      this.running = null;
      this.body.replaceChildren();
    }
  }

  private show(card: Card): void {
    this.shown = card;
    const { result } = card;
    const shown: Shown = { language, zone: card.zone };
    document.title = result.name === '' ? `${result.bib} · ${card.event}` : `${result.name} · ${card.event}`;
    this.running = underWay(result) && result.started_at !== null ? element('p', { class: 'time' }) : null;
    this.body.replaceChildren(
      element('p', { class: 'event' }, element('strong', { text: card.event }), element('span', { text: day(card.day, language) })),
      heading(result, shown),
      figure(result, shown),
      ...(this.running === null ? [] : [this.running, element('p', { class: 'more', text: words.since })]),
      ...this.coming(result.arrivals, shown),
      ...[places(result, shown), splits(result, shown)].filter((part): part is HTMLElement => part !== null),
      state(result, shown),
      element('footer', {},
        element('p', { text: said(words.until, { time: moment(card.until, card.zone, language) }) }),
        element('p', { text: words.keep })));
    this.tick();
  }

  /** The next point, and the finish where that is another one. */
  private coming(arrivals: readonly OwnArrival[], shown: Shown): HTMLElement[] {
    const [next] = arrivals;
    const finish = arrivals.find((arrival) => arrival.kind === 'finish');
    if (next === undefined) return [];
    const tile = (title: string, arrival: OwnArrival): HTMLElement => element('li', {},
      element('span', { class: 'among', text: title }),
      element('strong', { text: clock(arrival.at, shown.zone) }),
      element('span', { class: 'of', text: between(arrival, shown) }));
    const tiles = [tile(next.kind === 'finish' ? words.finish : said(words.next, { point: next.point }), next)];
    if (finish !== undefined && finish !== next) tiles.push(tile(words.finish, finish));
    return [element('ul', { class: 'places coming' }, ...tiles), element('p', { class: 'band', text: words.band })];
  }

  private tick(): void {
    const started = this.shown?.result.started_at;
    if (this.running === null || started === null || started === undefined) return;
    const ms = Math.max(0, Date.now() - new Date(started).getTime());
    // It counts up to the second that has passed; only a finish begins a new one.
    this.running.textContent = duration(Math.floor(ms / 1000) * 1000);
  }
}

new Page().start();
