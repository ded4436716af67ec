/** A script played through the director of the displays, with a book of who waited how long. Pure: whoever shows it brings the time. */
import type { Values } from '../../../../binding/values';
import type { Play, Scene } from '../../../../director/arrivals';
import { Director } from '../../../../director/director';
import type { Crossing } from './script';

interface Runner {
  readonly key: string;
  readonly who: string;
  readonly values: Values;
}

export interface Wait {
  readonly key: string;
  readonly name: string;
  /** Ms between the line and the screen. */
  readonly ms: number;
}

export interface Figures {
  readonly came: number;
  readonly of: number;
  readonly shown: number;
  /** Never on a card: they came in the ticker and the lists. */
  readonly missed: number;
  readonly waiting: number;
  readonly onScreen: number;
  readonly mostOnScreen: number;
  /** The newest first. */
  readonly waits: readonly Wait[];
  readonly longest: number | null;
  /** Of a hundred, ninety-five waited no longer. */
  readonly p95: number | null;
  /** Everybody came, and the screen rests again. */
  readonly over: boolean;
}

function nameOf(values: Values): string {
  const runner = values['runner'] as Values | undefined; // the script's
  const name = runner?.['name'] ?? runner?.['bib'] ?? runner?.['tag'];
  return typeof name === 'string' ? name : '';
}

export class Simulation {
  private readonly director: Director<Runner>;
  private readonly came = new Map<string, number>();
  private readonly corrected = new Set<string>();
  private readonly waits: Wait[] = [];
  private missed = 0;
  private most = 0;
  private scene: Scene<Runner> = { mode: 'rest', cells: [], waiting: 0 };

  constructor(private readonly script: readonly Crossing[], play: Play) {
    this.director = new Director(play);
  }

  follow(play: Play): void { this.director.follow(play); }

  /** `now`: ms since the beginning, never less than before. */
  step(now: number): Scene<Runner> {
    for (const each of this.script) this.cue(each, now);
    const { scene, shown, missed } = this.director.step(now);
    for (const { key, values } of shown) this.waits.push({ key, name: nameOf(values), ms: now - (this.came.get(key) ?? now) });
    this.missed += missed.length;
    this.scene = scene;
    this.most = Math.max(this.most, this.people);
    return scene;
  }

  private cue({ key, at, values, later }: Crossing, now: number): void {
    if (at <= now && !this.came.has(key)) {
      this.came.set(key, at);
      this.director.cue({ kind: 'finish', arrival: { key, who: key, values }, age: now - at }, now);
    }
    if (later !== undefined && later.at <= now && !this.corrected.has(key)) {
      this.corrected.add(key);
      this.director.cue({ kind: 'correct', arrival: { key, who: key, values: later.values } }, now);
    }
  }

  private get people(): number {
    return this.scene.cells.filter((cell) => cell !== null).length;
  }

  figures(): Figures {
    const sorted = this.waits.map(({ ms }) => ms).sort((one, other) => one - other);
    const { mode, waiting } = this.scene;
    return {
      came: this.came.size, of: this.script.length, shown: this.waits.length, missed: this.missed, waiting, onScreen: this.people, mostOnScreen: this.most,
      waits: [...this.waits].reverse(), longest: sorted.at(-1) ?? null, p95: sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? null,
      over: this.came.size === this.script.length && mode === 'rest',
    };
  }
}
