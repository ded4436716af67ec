/**
 * Why: what a display says of itself, to the hub, to its operator and to tests: the same facts in three forms, and none
 * of them names a runner.
 */
import type { Entered, Report, ScreenPage } from '../api/screen';
import type { Placement } from '../stage/fit';
import { BUILD, device } from './browser';
import type { Health, Painted } from './health';
import type { Painter } from './painter';
import type { Plays } from './plays';
import type { Frame, Show } from './show';
import type { Words } from './words';

export interface Told {
  readonly show: Show;
  readonly painted: Painted;
  readonly painter: Painter;
  readonly plays: Plays;
  readonly stream: { readonly last: string | null };
  readonly last: Frame | null;
  readonly me: Entered | null;
  readonly errors: number;
}

function pageOf(last: Frame | null): ScreenPage {
  return last?.picture.cover?.kind ?? last?.picture.page.kind ?? 'rest';
}

function visibleOn(last: Frame | null): readonly string[] {
  const page = last?.picture.page;
  const cells = page?.kind === 'runners' && last?.picture.cover === null ? page.scene.cells : [];
  return cells.flatMap((shown) => (shown === null ? [] : [shown.arrival.passing.key]));
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

export function healthOf({ show, painted, painter, stream, last, me }: Told): Health {
  const now = performance.now();
  return {
    version: stream.last ?? '',
    shown: painted.shown,
    connected: show.connected(now),
    dataAgeMs: show.dataAge(now),
    lastPaintedVersion: painted.lastVersion,
    paints: painted.paints(),
    visible: visibleOn(last),
    page: last === null ? 'none' : pageOf(last),
    frames: painted.frames,
    template: painter.hash,
    firstDataMs: painted.firstDataMs,
    screen: me?.number ?? null,
  };
}

/** Number, name and code; empty for a display that is no screen. */
export function titleOf(me: Entered | null, { screen }: Words): string {
  return me === null ? '' : `${screen} ${String(me.number)} · ${me.name} · ${me.code}`;
}

/** For the debug panel. */
export function linesOf(told: Told, address: string | null, placement: Placement): readonly string[] {
  const health = healthOf(told);
  const page = told.last?.picture.page;
  const mode = page?.kind === 'runners' ? `${page.scene.mode}, ${String(page.scene.waiting)} wait` : '';
  return [
    `display   ${address ?? 'no link'}, ${titleOf(told.me, told.show.speaks) || 'no screen'}`,
    `window    ${String(window.innerWidth)} × ${String(window.innerHeight)}, scale ${placement.scale.toFixed(3)}, ${placement.shape}`,
    `stream    ${health.version || 'nothing yet'}, ${health.connected ? 'connected' : 'not connected'}`,
    `data age  ${health.dataAgeMs === null ? 'no read yet' : `${(health.dataAgeMs / 1000).toFixed(1)} s`}`,
    `page      ${health.page} ${mode}`,
    `shown     ${String(health.shown)} since the page was opened, ${String(health.frames)} frames, first after ${String(Math.round(health.firstDataMs ?? 0))} ms`,
    `template  ${health.template ?? 'built in'} ${told.painter.trouble}`,
    `build     ${BUILD}`,
  ];
}
