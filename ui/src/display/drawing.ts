/**
 * Why: a template on a running screen: which of its pages is seen, when another one comes, and what flows through
 * it. Pages are made when they are first needed and stay; a rest page gives way to a runner in the same frame.
 */
import { forgetMeasured, measureEdition } from '../binding/fit';
import { holds } from '../binding/condition';
import type { Values } from '../binding/values';
import { keyOf } from '../binding/values';
import type { Mode } from '../director/arrivals';
import { pagesInOrder } from '../document/page-order';
import type { Page, Role, TemplateDocument } from '../document/schema';
import { type MountedPage, type SceneContext, mountPage } from '../stage/page';
import type { DrawnRules } from './play';

/** What is to be seen at one moment. */
export interface Told {
  readonly mode: Mode;
  /** The page's, its runners' and the first runner's. */
  readonly values: Values;
  /** The last place that somebody stands in, counted from 1. */
  readonly last: number;
  /** An operator's words wait for a page. */
  readonly message: boolean;
  /** The hub is away for long. */
  readonly away: boolean;
}

const REST_SECONDS = 10;
const TENTH_MS = 100;
/** No entrance takes longer, with what it waits for. */
const MOVES_MS = 6000;
const PEOPLE: Readonly<Record<Exclude<Mode, 'rest'>, readonly Role[]>> = {
  solo: ['solo', 'group', 'compact'], group: ['group', 'compact', 'solo'], compact: ['compact', 'group', 'solo'],
};

function placesOn(document: TemplateDocument, page: string): number {
  const slots = Object.values(document.blocks).flatMap((block) => (block.page === page && block.type === 'runners' ? [block.slots] : []));
  return Math.max(1, ...slots);
}

export class Drawing {
  readonly rules: DrawnRules;
  private readonly mounted = new Map<string, MountedPage>();
  private readonly pages: readonly (readonly [string, Page])[];
  private readonly going = new Map<string, number>();
  private current: string | null = null;
  private key = '';
  private turnedAt = 0;
  private values: Values | null = null;
  private told: Values | null = null;
  private given: Values = {};
  private met: readonly (string | null)[] = [];
  private edition = -1;
  private tenth = 0;
  private movesUntil = 0;

  constructor(private readonly host: HTMLElement, readonly document: TemplateDocument, private readonly context: SceneContext) {
    this.pages = pagesInOrder(document).map((id) => [id, document.pages[id] as Page]);
    this.rules = this.rulesOf();
    forgetMeasured();
  }

  /** `now`: ms on the monotonic clock; `utc`: at the hub. */
  draw(told: Told, now: number, utc: number): void {
    this.clear(now);
    const id = this.choose(told, now, utc);
    if (id === null) return;
    if (this.rests(id, told, now, utc)) return;
    const page = this.page(id);
    const key = keyOf(told.values);
    page.update(this.withMet(told.values), utc);
    if (id !== this.current) this.turn(id, page, told.mode, now);
    else if (key !== this.key && told.mode === 'solo') page.play('change');
    this.key = key;
  }

  /** Nobody comes in twice because somebody else came, or another page. */
  private withMet(values: Values): Values {
    if (values !== this.told) {
      this.told = values;
      this.given = { ...values, met: this.met };
      this.met = (values['slots'] as readonly (Values | null)[] | undefined ?? []).map((row) => row && keyOf(row));
    }
    return this.given;
  }

  /** The same facts: then only time has gone by, and of that a tenth of a second is seen. */
  private rests(id: string, { values }: Told, now: number, utc: number): boolean {
    const tenth = Math.floor(utc / TENTH_MS);
    const edition = measureEdition();
    const same = id === this.current && values === this.values && edition === this.edition;
    if (!same) this.movesUntil = now + MOVES_MS;
    if (same && now > this.movesUntil && tenth === this.tenth) return true;
    this.tenth = tenth;
    this.values = values;
    this.edition = edition;
    return false;
  }

  destroy(): void {
    for (const page of this.mounted.values()) page.destroy();
    this.mounted.clear();
  }

  get tells(): boolean {
    return this.pages.some(([, { role }]) => role === 'message');
  }

  private rulesOf(): DrawnRules {
    const most = (role: Role): number | null => {
      const places = this.pages.flatMap(([id, page]) => (page.role === role ? [placesOn(this.document, id)] : []));
      return places.length === 0 ? null : Math.max(...places);
    };
    const [solo, group, compact] = [most('solo'), most('group'), most('compact')];
    const play = this.document.play ?? {};
    const single = play.most === 1 || (group === null && compact === null);
    return { play, group, compact, style: single ? 'single' : solo === null && group === null ? 'list' : 'flow' };
  }

  private choose(told: Told, now: number, utc: number): string | null {
    if (told.mode !== 'rest') return this.forPeople(told.mode, told, utc);
    if (told.away) return this.among('offline', told, utc)[0] ?? this.atRest(told, now, utc);
    if (told.message) return this.among('message', told, utc)[0] ?? this.atRest(told, now, utc);
    return this.atRest(told, now, utc);
  }

  /** The smallest that has a place for each of them. */
  private forPeople(mode: Exclude<Mode, 'rest'>, told: Told, utc: number): string | null {
    const found = PEOPLE[mode].flatMap((role) => this.among(role, told, utc));
    return found.find((id) => placesOn(this.document, id) >= told.last) ?? found[0] ?? null;
  }

  private atRest(told: Told, now: number, utc: number): string | null {
    const pages = this.among('rest', told, utc);
    const place = this.current === null ? -1 : pages.indexOf(this.current);
    const here = pages[place];
    if (here === undefined) return pages[0] ?? null;
    const seconds = this.document.pages[here]?.seconds ?? REST_SECONDS;
    return now - this.turnedAt < seconds * 1000 ? here : pages[(place + 1) % pages.length] ?? here;
  }

  /** Pages of a role that may be seen now; those that ask for something go before the one for all else. */
  private among(role: Role, { values }: Told, utc: number): readonly string[] {
    const fit = this.pages.filter(([, page]) => page.role === role && holds(page.when, values, utc));
    if (role !== 'rest') fit.sort(([, a], [, b]) => Number(a.when === undefined) - Number(b.when === undefined));
    return fit.map(([id]) => id);
  }

  private page(id: string): MountedPage {
    const known = this.mounted.get(id);
    if (known !== undefined) return known;
    const made = mountPage(this.host, this.document, id, this.context);
    made.show(false);
    this.mounted.set(id, made);
    return made;
  }

  /** Who goes is not told any more: it keeps its runner, and is seen only where no name can lie over another one. */
  private turn(id: string, page: MountedPage, mode: Mode, now: number): void {
    const before = this.current === null ? undefined : this.mounted.get(this.current);
    if (this.current !== null && before !== undefined) this.going.set(this.current, now + before.play('out'));
    this.going.delete(id);
    this.current = id;
    this.turnedAt = now;
    // Through a page without a ground, or on a mixer, all is seen that lies below.
    const through = this.context.transparent === true || this.document.pages[id]?.bg === undefined;
    this.clear(through && mode !== 'rest' ? Infinity : now);
    // What comes lies over what goes.
    this.host.append(page.root);
    page.show(true);
    page.play('in');
  }

  private clear(now: number): void {
    for (const [id, until] of this.going) {
      if (now < until) continue;
      this.going.delete(id);
      this.mounted.get(id)?.show(false);
    }
  }
}
