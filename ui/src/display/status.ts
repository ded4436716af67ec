/**
 * Why: what a display says of itself, to the hub, to its operator and to tests: the same facts in three forms, and none
 * of them names a runner.
 */
import type { Entered, Report } from '../api/screen';
import type { Placement } from '../stage/fit';
import { BUILD } from './browser';
import { device } from './device';
import { type Living, healthOf, pageOf, visibleOn } from './health';
import type { Plays } from './plays';
import { type Sayings, sayingsIn } from './sayings';

export interface Told extends Living {
  readonly plays: Plays;
  readonly me: Entered | null;
  readonly errors: number;
}

export function reportOf({ show, painted, painter, plays, stream, last, errors }: Told): Report {
  const { width, height, pixel_ratio } = device();
  const page = last?.picture.page;
  const age = show.dataAge(performance.now());
  return {
    page: pageOf(last),
    showing: visibleOn(last),
    waiting: page?.kind === 'runners' ? page.scene.waiting : 0,
    frames: painted.sinceReport(),
    version: stream.last ?? '',
    build: BUILD,
    width, height, pixel_ratio,
    data_age_ms: age === null ? null : Math.round(age),
    latency: plays.latency(),
    errors,
    template: painter.hash ?? '',
    trouble: painter.trouble,
  };
}

/** Number, name and code; empty for a display that is no screen. */
export function titleOf(me: Entered | null, { screen }: Sayings): string {
  return me === null ? '' : `${screen} ${String(me.number)} · ${me.name} · ${me.code}`;
}

/** For the debug panel. */
export function linesOf(told: Told, address: string | null, placement: Placement): readonly string[] {
  const health = healthOf(told);
  const page = told.last?.picture.page;
  const mode = page?.kind === 'runners' ? `${page.scene.mode}, ${String(page.scene.waiting)} wait` : '';
  return [
    `display   ${address ?? 'no link'}, ${titleOf(told.me, sayingsIn(told.show.speaks.language)) || 'no screen'}`,
    `window    ${String(window.innerWidth)} × ${String(window.innerHeight)}, scale ${placement.scale.toFixed(3)}, ${placement.shape}`,
    `stream    ${health.version || 'nothing yet'}, ${health.connected ? 'connected' : 'not connected'}`,
    `data age  ${health.dataAgeMs === null ? 'no read yet' : `${(health.dataAgeMs / 1000).toFixed(1)} s`}`,
    `page      ${health.page} ${mode}`,
    `shown     ${String(health.shown)} since the page was opened, ${String(health.frames)} frames, first after ${String(Math.round(health.firstDataMs ?? 0))} ms`,
    `template  ${health.template ?? 'none'} ${told.painter.trouble}`,
    `build     ${BUILD}`,
  ];
}
