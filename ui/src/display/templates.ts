/**
 * Why: between the documents that lie here whole and the drawing of one of them. Another template comes at a calm
 * moment: at once while nobody runs, else when somebody new comes on the page.
 */
import type { Assignment } from '../api/assignment';
import { forgetMeasured } from '../binding/fit';
import type { Size } from '../stage/fit';
import type { SceneContext } from '../stage/page';
import type { Shelf } from './cache';
import { Documents, type Prepared } from './documents';
import { Drawing } from './drawing';
import type { Finisher } from './board';
import { documentsWorld } from './keeping';
import type { Picture } from './picture';
import type { DrawnRules } from './play';
import type { Lists } from './show';
import { ValuesOf } from './values';

const AWAY_MS = 60_000;
/** So long may a template that is there wait for a calm moment. */
const PATIENCE_MS = 15_000;

export type Surroundings = Omit<SceneContext, 'assetUrl'>;

/** One frame, as far as a template is concerned. */
export interface Instant {
  readonly picture: Picture;
  readonly assignment: Assignment | null;
  /** Newest first. */
  readonly recent: readonly Finisher[];
  readonly feeds: Lists;
  readonly age: number | null;
  /** Somebody new is on it. */
  readonly fresh: boolean;
  readonly now: number;
  readonly utc: number;
}

export class Templates {
  private drawing: Drawing | null = null;
  private drawn: Prepared | null = null;
  private readonly values = new ValuesOf();
  private waitsSince: number | null = null;
  private sort = '';
  private hurried = false;

  constructor(private readonly host: HTMLElement, private readonly documents: Documents, private readonly context: Surroundings) {}

  /**
   * What is to be drawn; it comes when it is whole. `sort`: another edition of the same sort waits for a calm moment,
   * what somebody has chosen does not. Null: the hub knows none, so the one before stays.
   */
  want(hash: string | null, sort: string): void {
    if (hash === null) return;
    this.documents.want(hash);
    if (sort !== this.sort) this.hurried = true;
    this.sort = sort;
  }

  /** Something is drawn, or can be. */
  get ready(): boolean {
    return this.drawing !== null || this.documents.whole !== null;
  }

  /** It has a page for the words of operators. */
  get tells(): boolean {
    return this.drawing?.tells === true;
  }

  get rules(): DrawnRules | null {
    return this.drawing?.rules ?? null;
  }

  get size(): Size | null {
    return this.drawing?.document.size ?? null;
  }

  get hash(): string | null {
    return this.drawn?.hash ?? null;
  }

  get trouble(): string {
    return this.documents.trouble;
  }

  /** Measured anew: faces have come. */
  forget(): void {
    forgetMeasured();
  }

  /** True: another template is drawn from this frame on. */
  change({ picture, fresh, now }: Instant): boolean {
    const { whole } = this.documents;
    if (whole === null || whole.hash === this.drawn?.hash) return false;
    this.waitsSince = this.waitsSince ?? now;
    const calm = this.hurried || picture.page.kind !== 'runners' || fresh || this.drawing === null || now - this.waitsSince > PATIENCE_MS;
    if (!calm) return false;
    this.waitsSince = null;
    this.hurried = false;
    this.take(whole);
    return true;
  }

  draw(instant: Instant): void {
    const { drawing } = this;
    const { picture, assignment, recent, feeds, age, now, utc } = instant;
    const { page, honesty, message } = picture;
    if (drawing === null || page.kind === 'notice') return;
    const cells = page.kind === 'runners' ? page.scene.cells : [];
    const passings = cells.map((shown) => shown && shown.arrival.passing);
    const count = passings.filter((passing) => passing !== null).length;
    const scenery = { picture, assignment, recent, feeds, count, age };
    const whole = this.values.page(scenery);
    drawing.draw({
      mode: page.kind === 'runners' ? page.scene.mode : 'rest',
      values: this.values.shown(whole, scenery, passings),
      last: passings.reduce((last, passing, place) => (passing === null ? last : place + 1), 0),
      message: message !== '',
      away: honesty.kind === 'delayed' && honesty.cause === 'no connection' && honesty.delayMs > AWAY_MS,
    }, now, utc);
  }

  private take(whole: Prepared): void {
    const { document } = whole;
    const before = this.drawing;
    const context = Object.assign(Object.create(this.context) as Surroundings, {
      assetUrl: (id: string) => {
        const asset = document.assets?.[id];
        return asset === undefined ? null : this.documents.addressOf(asset);
      },
    });
    // Bibs have the colour of their race: each runner's place says which; see values.ts.
    const race = document.theme?.['race'];
    if (race !== undefined) Object.assign(context, { theme: (token: string) => (token === 'race' ? `var(--race, ${race})` : null) });
    if (document.locale !== undefined) Object.defineProperty(context, 'locale', { value: document.locale });
    this.drawing = new Drawing(this.host, document, context);
    this.drawn = whole;
    before?.destroy();
    this.documents.taken(whole);
  }
}

export function templatesOn(host: HTMLElement, shelf: Shelf | null, address: string, context: Surroundings): Templates {
  return new Templates(host, new Documents(documentsWorld(shelf, address), `/api/display/${address}`), context);
}
