/**
 * Why: the order in which a display comes up. The stream is opened before anything else, and the faces are
 * asked for at the same time; the first frame waits for both no longer than it must.
 */
import { displayId } from '../api/display';
import { after } from './browser';
import { Foreign } from './foreign';
import { mixerOf } from './mixer';
import { Room } from './room';
import type { Pacing } from './painter';
import { Wall } from './wall';

/** Since the page was opened; a display that is loaded has its faces with the page. */
const FONTS_BY_MS = 600;
const OTHER_LETTERS_MS = 2000;
const FACES = ["800 100px 'Sofia Sans Extra Condensed Variable'", "500 100px 'Sofia Sans Condensed Variable'"];

/** The faces that are measured; whoever comes later than the first frame is measured again. */
async function fonts(samples: readonly string[]): Promise<void> {
  await Promise.all(FACES.flatMap((face) => samples.map((sample) => document.fonts.load(face, sample)))).catch(() => undefined);
}

/** Less movement where the address, the machine or the operator asks for it. */
function pacing(options: URLSearchParams): Pacing {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  let asked = false;
  return {
    calm: () => asked || options.get('calm') === '1' || still.matches,
    ask(wanted) { asked = wanted; },
  };
}

async function boot(): Promise<void> {
  const stage = document.getElementById('stage');
  if (stage === null) return;
  const options = new URLSearchParams(location.search);
  const glass = { room: new Room(document, window, stage), stage, pacing: pacing(options), mixer: mixerOf(options) };
  const wall: Wall = new Wall(displayId(location.pathname), options, glass, new Foreign(() => { wall.painter.forget(); }));
  wall.begin();
  const loaded = fonts(['Aa0']);
  await Promise.race([loaded, new Promise<void>((resolve) => { after(Math.max(0, FONTS_BY_MS - performance.now()), resolve); })]);
  wall.draw();
  await loaded;
  wall.painter.forget();
  await new Promise<void>((resolve) => { after(OTHER_LETTERS_MS, resolve); });
  // Other pieces of the faces of the design; one that is not there is measured wrong.
  await fonts(['Łőş', 'Ωά', 'Жя']);
  wall.painter.forget();
}

void boot();
