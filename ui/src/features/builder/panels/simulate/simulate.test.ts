import { describe, expect, it } from 'vitest';
import { SAMPLE_ROWS } from '../../../../binding/sample';
import { PLAY, type Play } from '../../../../director/arrivals';
import { KINDS, scriptOf, type Kind } from './script';
import { Simulation, type Figures } from './simulation';

const FRAME = 1000 / 60;

function played(kind: Kind, play: Play = PLAY, until = 60_000): Figures {
  const simulation = new Simulation(scriptOf(kind, SAMPLE_ROWS), play);
  for (let now = 0; now < until; now += FRAME) simulation.step(now);
  return simulation.figures();
}

describe('a script', () => {
  it.each([['thirty', 30], ['hundred', 100]] as const)('%s: all of them cross in ten seconds, each another runner', (kind, count) => {
    const script = scriptOf(kind, SAMPLE_ROWS);
    expect(script).toHaveLength(count);
    expect(new Set(script.map(({ key }) => key)).size).toBe(count);
    expect((script.at(-1)?.at ?? 0) - (script[0]?.at ?? 0)).toBeLessThanOrEqual(10_000);
    expect(scriptOf(kind, SAMPLE_ROWS)).toEqual(script);
  });
  it('is empty with nobody to run', () => {
    for (const kind of KINDS) expect(scriptOf(kind, [])).toEqual([]);
  });
});

describe('a simulation', () => {
  it('shows all of 30 in 10 s, the slowest within a second', () => {
    const { came, shown, missed, longest, over, waits, mostOnScreen } = played('thirty');
    expect([came, shown, missed, over, waits.length]).toEqual([30, 30, 0, true, 30]);
    expect(longest).toBeLessThanOrEqual(1000);
    expect(mostOnScreen).toBeGreaterThan(4);
  });
  it('shows all of 100 in 10 s', () => {
    const { shown, missed, p95, mostOnScreen } = played('hundred');
    expect(shown + missed).toBe(100);
    expect(missed).toBe(0);
    expect(p95).toBeLessThanOrEqual(900);
    expect(mostOnScreen).toBeLessThanOrEqual(16);
  });
  it('follows other times at once, as a screen does', () => {
    const simulation = new Simulation(scriptOf('hundred', SAMPLE_ROWS), PLAY);
    simulation.step(5000);
    const before = simulation.figures().onScreen;
    simulation.follow({ ...PLAY, style: 'single' });
    simulation.step(5000 + FRAME);
    expect(before).toBeGreaterThan(1);
    expect(simulation.figures().onScreen).toBe(1);
  });
  it('brings the name first and the time when it is known', () => {
    const simulation = new Simulation(scriptOf('late', SAMPLE_ROWS), PLAY);
    const time = (now: number): unknown => (simulation.step(now).cells[0]?.arrival.values['runner'] as Record<string, unknown> | undefined)?.['finish_time'];
    expect([time(0), time(1000), time(3000)]).toEqual([undefined, null, null]);
    expect(time(4000)).toBeTypeOf('number');
  });
  it('shows a bib that nobody has a name for', () => {
    expect(played('nameless', PLAY, 2000).waits[0]?.name).toBe('101');
  });
});
