/**
 * Why so: a simulation must show what a screen would. So the display's own drawing chooses the pages and plays them in and out,
 * the display's own rules of play drive the director, and only the runners are made up.
 */
import { SAMPLE_NOW, SAMPLE_PAGE } from '../../../../binding/sample';
import type { Values } from '../../../../binding/values';
import { derived } from '../../../../document/derive';
import type { DisplaySession } from '../../../../api/assignment';
import { Drawing } from '../../../../display/drawing';
import { playOf } from '../../../../display/play';
import type { TemplateDocument } from '../../../../document/schema';
import type { SceneContext } from '../../../../stage/page';
import type { Crossing } from './script';
import { Simulation, type Figures } from './simulation';

/** A session in which nobody has chosen anything: the drawing's own rules hold. */
const SESSION: DisplaySession = {
  id: '', name: '', mode: 'results', template: '', templateHash: null, templateHashPortrait: null, unknown: 'shown', raceIds: [], messages: [], showMs: null, idleAfterMs: null, calm: false, language: null, event: null, queueClearedAt: null,
};
/** What one frame may take of the time; a window that slept goes on where it was. */
const MOST_MS = 100;
const TOLD_EVERY_MS = 150;

export class Showing {
  private drawing: Drawing;
  private simulation: Simulation;
  private document: TemplateDocument;
  private now = 0;
  private last: number | null = null;
  private toldAt = 0;
  private frame = 0;
  private playing = true;
  private made: { readonly of: readonly unknown[]; readonly values: Values } | null = null;

  constructor(
    private readonly host: HTMLElement, document: TemplateDocument, script: readonly Crossing[],
    private readonly contextOf: (now: () => number) => SceneContext, private readonly tell: (figures: Figures) => void,
  ) {
    this.document = document;
    this.drawing = this.draw(document);
    this.simulation = new Simulation(script, this.play());
    this.frame = requestAnimationFrame(this.tick);
  }

  /** Goes on with another edition; new times count from now on, for who is on the screen too. */
  follow(document: TemplateDocument): void {
    const before = this.document;
    this.document = document;
    const { play: now, ...rest } = document;
    const { play: was, ...same } = before;
    const drawn = Object.keys({ ...rest, ...same }).every((key) => rest[key as keyof typeof rest] === same[key as keyof typeof same]); // keys of both
    if (!drawn || now?.most !== was?.most) {
      this.drawing.destroy();
      this.drawing = this.draw(document);
    }
    this.simulation.follow(this.play());
  }

  go(playing: boolean): void {
    this.playing = playing;
    this.last = null;
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.drawing.destroy();
  }

  private draw(document: TemplateDocument): Drawing {
    return new Drawing(this.host, derived(document), this.contextOf(() => SAMPLE_NOW + this.now));
  }

  private play(): ReturnType<typeof playOf> {
    return playOf(SESSION, null, { ...this.drawing.rules, play: this.document.play ?? {} });
  }

  private readonly tick = (at: number): void => {
    this.frame = requestAnimationFrame(this.tick);
    if (this.playing && this.last !== null) this.now += Math.min(MOST_MS, at - this.last);
    this.last = at;
    if (!this.playing && this.toldAt > 0 && at - this.toldAt < TOLD_EVERY_MS) return;
    const scene = this.simulation.step(this.now);
    const last = scene.cells.reduce((highest, cell, place) => (cell === null ? highest : place + 1), 0);
    const values = this.values(scene.cells.map((cell) => cell?.arrival.values ?? null), scene.waiting);
    this.drawing.draw({ mode: scene.mode, values, last, message: false, away: false }, this.now, SAMPLE_NOW + this.now);
    if (at - this.toldAt < TOLD_EVERY_MS) return;
    this.toldAt = at;
    this.tell(this.simulation.figures());
  };

  /** The same object while the same stand there: a page sees by one comparison that there is nothing to do. */
  private values(slots: readonly (Values | null)[], waiting: number): Values {
    const of = [waiting, ...slots];
    if (this.made !== null && this.made.of.length === of.length && this.made.of.every((each, place) => each === of[place])) return this.made.values;
    const there = slots.filter((row) => row !== null);
    const list = { ...SAMPLE_PAGE['list'] as Values, waiting, more: waiting === 0 ? null : waiting, count: there.length, recent: there }; // the sample's lists
    this.made = { of, values: { ...SAMPLE_PAGE, ...there[0], list, slots } };
    return this.made.values;
  }
}
