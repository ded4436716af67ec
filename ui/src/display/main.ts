/**
 * Why: the order in which a display comes up. The stream is opened before anything else, and the faces are
 * asked for at the same time; the first frame waits for both no longer than it must.
 */
import fallbackFaces from 'virtual:fallback-faces';
import { displayId } from '../api/display';
import { type Pace, Motions } from '../stage/motion';
import { canvasMeasure } from '../stage/text';
import { after } from './browser';
import { DISPLAY, FORMS, Faces, PLAIN } from './faces';
import { mixerOf } from './mixer';
import { Room } from './room';
import type { Pacing } from './painter';
import { Screen } from './screen';
import { Wall } from './wall';

/** Since the page was opened; a display that is loaded has its faces with the page. */
const FONTS_BY_MS = 600;
const OTHER_LETTERS_MS = 2000;

/** The faces that are measured; whoever comes later than the first frame is measured again. */
async function fonts(): Promise<void> {
  const faces = [DISPLAY, PLAIN].map(({ family, weight }) => `${String(weight)} 100px ${family}`);
  await Promise.all(faces.map((face) => document.fonts.load(face, 'Aa0'))).catch(() => undefined);
}

/** Other pieces of the faces of the design; one that is not there is measured wrong. */
async function otherLetters(): Promise<void> {
  const faces = [DISPLAY, PLAIN].map(({ family, weight }) => `${String(weight)} 100px ${family}`);
  const samples = ['Łőş', 'Ωά', 'Жя'];
  await Promise.all(faces.flatMap((face) => samples.map((sample) => document.fonts.load(face, sample)))).catch(() => undefined);
}

/** Less movement where the address, the machine or the operator asks for it. */
function pacing(motions: Motions, options: URLSearchParams): Pacing {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  let asked = false;
  const calm = (): boolean => asked || options.get('calm') === '1' || still.matches;
  const set = (): void => {
    const pace: Pace = calm() ? 'calm' : 'lively';
    motions.setPace(pace);
  };
  still.addEventListener('change', set);
  set();
  return {
    calm,
    ask(wanted) {
      asked = wanted;
      set();
    },
  };
}

async function boot(): Promise<void> {
  const stage = document.getElementById('stage');
  if (stage === null) return;
  const options = new URLSearchParams(location.search);
  const canvas = document.createElement('canvas');
  canvas.lang = FORMS; // other scripts have only one form
  const measure = canvasMeasure(canvas);
  const motions = new Motions('lively');
  const faces = new Faces(document, fallbackFaces, measure.forget);
  const glass = { room: new Room(document, window, stage), screen: new Screen(stage, measure, motions), pacing: pacing(motions, options), mixer: mixerOf(options) };
  const wall = new Wall(displayId(location.pathname), options, glass, faces);
  wall.begin();
  const loaded = fonts();
  await Promise.race([loaded, new Promise<void>((resolve) => { after(Math.max(0, FONTS_BY_MS - performance.now()), resolve); })]);
  wall.draw();
  await loaded;
  measure.forget();
  await new Promise<void>((resolve) => { after(OTHER_LETTERS_MS, resolve); });
  await otherLetters();
  measure.forget();
}

void boot();
