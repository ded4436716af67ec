/**
 * Why: what tests cannot see has to be looked at. Draws a document with sample runners, as builder and display do:
 *
 *   node node_modules/vite/bin/vite.js --port 5199      then open /dev/blocks.html?
 *     runner=3   the first runner       still=1    time stands, nothing moves      calm=1, late=1, edit=1
 *     doc=every | portrait | the name of a starter                 page=its page, else the first
 *     language=de          quick=1  a runner every 1.2 s
 */
import { forgetMeasured } from '../src/binding/fit';
import { SAMPLE_NOW, sampleValues } from '../src/binding/sample';
import { EVERY } from '../src/blocks/every';
import type { Block, TemplateDocument } from '../src/document/schema';
import { mountPage } from '../src/stage/page';

const asked = new URLSearchParams(location.search);

function picture(w: number, h: number, draw: (pen: CanvasRenderingContext2D) => void): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [w, h];
  const pen = canvas.getContext('2d');
  if (pen !== null) draw(pen);
  return canvas.toDataURL();
}

const FILES: Readonly<Record<string, string>> = {
  wide: picture(1600, 900, (pen) => {
    for (let x = 0; x < 16; x += 1) {
      for (let y = 0; y < 9; y += 1) {
        pen.fillStyle = `hsl(${String(x * 22)}, 60%, ${String(25 + y * 6)}%)`;
        pen.fillRect(x * 100, y * 100, 98, 98);
      }
    }
    pen.fillStyle = '#fff';
    pen.font = 'bold 240px sans-serif';
    pen.fillText('SPONSOR', 220, 530);
  }),
  face: picture(400, 400, (pen) => {
    pen.fillStyle = '#5fe39a';
    pen.fillRect(0, 0, 400, 400);
    pen.fillStyle = '#071022';
    pen.beginPath();
    pen.arc(200, 150, 80, 0, 7);
    pen.arc(200, 400, 150, 0, 7);
    pen.fill();
  }),
};

/** The same blocks one below the other, for a screen that stands upright. */
function portrait(): TemplateDocument {
  const at = (id: string, x: number, y: number, more: object = {}): readonly [string, Block] => [id, { ...(EVERY.blocks[id] as Block), x, y, ...more } as Block];
  const inside = Object.entries(EVERY.blocks).filter(([, { parent }]) => parent !== undefined);
  return {
    ...EVERY,
    size: { w: 1080, h: 1920 },
    blocks: Object.fromEntries([
      at('ground', 0, 0, { w: 1080, h: 1920 }), at('photo', 410, 40), at('name', 40, 320, { w: 1000, h: 260, font: { font: 'Sofia Sans Extra Condensed', size: 190, weight: 800, align: 'center', fit: { mode: 'wrap', lines: 2, min: 0.35 } } }),
      at('club', 40, 590, { w: 1000, font: { size: 54, color: '$soft', align: 'center' } }), at('time', 290, 700), at('place', 350, 840), at('line', 40, 940, { w: 1000 }),
      at('cells', 60, 980, { w: 960, h: 520, slots: 9 }), at('card', 0, 0), at('board', 40, 1510, { w: 1000, h: 300, rows: 5 }), at('clock', 700, 40, { w: 340 }), at('news', 0, 1840, { w: 1080 }), ...inside,
    ]),
  };
}

const starters = import.meta.glob<TemplateDocument>('../../src/project88/templates/starters/*.json', { import: 'default' });

async function chosen(name: string): Promise<TemplateDocument> {
  const starter = starters[`../../src/project88/templates/starters/${name}.json`];
  if (starter !== undefined) return starter();
  return name === 'portrait' ? portrait() : EVERY;
}

async function show(): Promise<void> {
  const template = await chosen(asked.get('doc') ?? 'every');
  await Promise.all(['800 20px "Sofia Sans Extra Condensed Variable"', '600 20px "Sofia Sans Condensed Variable"'].map((font) => document.fonts.load(font)));
  forgetMeasured();
  const page = mountPage(document.body, template, asked.get('page') ?? Object.keys(template.pages)[0] ?? '', {
    assetUrl: (id) => FILES[id] ?? null, locale: asked.get('language') ?? 'en', zone: 'Europe/Amsterdam', calm: asked.has('calm'),
    now: () => Date.now(), live: () => !asked.has('late'), edit: asked.has('edit'),
  });
  const { w, h } = template.size;
  page.root.style.transformOrigin = '0 0';
  page.root.style.transform = `scale(${String(Math.min(innerWidth / w, innerHeight / h))})`;
  const first = Number(asked.get('runner') ?? 0);
  const values = Array.from({ length: 12 }, (_, at) => sampleValues(first + at));
  const started = performance.now();
  let before = -1;
  const frame = (time: number): void => {
    const ms = asked.has('still') ? 0 : time - started;
    const turn = Math.floor(ms / (asked.has('quick') ? 1200 : 5000));
    page.update(values[turn % values.length] ?? {}, SAMPLE_NOW + ms);
    if (turn !== before) page.play(before < 0 ? 'in' : 'change');
    before = turn;
    if (!asked.has('still')) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

void show();
