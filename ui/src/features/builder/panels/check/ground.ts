/**
 * What lies behind a text. A fill that covers it whole decides; one that covers a part is one of several; over a picture nobody
 * can tell by arithmetic, and then that is what is said.
 */
import { boundsOf } from '../../engine/geometry';
import { onPage } from '../../engine/scene';
import type { Block, Fill, TemplateDocument } from '../../../../document/schema';
import { colourOf, over, type Colour } from './colour';

interface Area { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

const PICTURES: ReadonlySet<Block['type']> = new Set(['image', 'photo', 'video', 'carousel', 'qr']);
const SOLID = 0.999;
const BLACK: Colour = { r: 0, g: 0, b: 0, a: 1 };
const STOPS = /#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^()]+\)|\b(?:white|black|transparent)\b/gi;

function areaOf(doc: TemplateDocument, id: string): Area {
  const { x, y, w, h } = boundsOf([onPage(doc, id)]);
  return { left: x, right: x + w, top: y, bottom: y + h };
}

const meets = (one: Area, other: Area): boolean => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
const covers = (one: Area, other: Area): boolean => one.left <= other.left + 1 && one.right >= other.right - 1 && one.top <= other.top + 1 && one.bottom >= other.bottom - 1;

export function painted(doc: TemplateDocument, text: string | undefined): string {
  return (text ?? '').replace(/\$([\w-]+)/g, (_all, token: string) => doc.theme?.[token] ?? '');
}

/** Its colours, all of them for a gradient; null: a picture, or nothing that can be read. */
function coloursOf(doc: TemplateDocument, fill: Fill, opacity: number): readonly Colour[] | null {
  if (fill.asset !== undefined) return null;
  const gradient = painted(doc, fill.gradient);
  const told = gradient === '' ? [painted(doc, fill.color)].filter((each) => each !== '') : gradient.match(STOPS) ?? [];
  if (gradient !== '' && told.length === 0) return null;
  const colours = told.map(colourOf);
  if (colours.includes(null)) return null;
  const base = gradient !== '' && fill.color !== undefined ? colourOf(painted(doc, fill.color)) : null;
  return colours.flatMap((each) => (each === null ? [] : [base === null ? { ...each, a: each.a * opacity } : over(each, base)]));
}

/** From the page up: groups with what is in them, in the order of `z`. */
function stacked(doc: TemplateDocument, page: string, parent: string | undefined): string[] {
  return Object.entries(doc.blocks).filter(([, block]) => block.page === page && block.parent === parent && block.hidden !== true)
    .sort(([a, one], [b, other]) => (one.z === other.z ? (a < b ? -1 : 1) : one.z < other.z ? -1 : 1))
    .flatMap(([id]) => [id, ...stacked(doc, page, id)]);
}

/** What may be seen behind it; null: a picture is there, or what cannot be read as a colour. */
export function groundOf(doc: TemplateDocument, id: string): readonly Colour[] | null {
  const block = doc.blocks[id];
  if (block === undefined) return null;
  const order = stacked(doc, block.page, undefined);
  const below = order.slice(0, order.indexOf(id) + 1);
  const own = areaOf(doc, id);
  const page = doc.pages[block.page]?.bg;
  let behind: readonly Colour[] | null = page === undefined ? [BLACK] : coloursOf(doc, page, 1)?.map((each) => over(each, BLACK)) ?? null;
  if (behind?.length === 0) behind = [BLACK];
  for (const each of below) {
    const other = doc.blocks[each];
    if (other === undefined || !meets(areaOf(doc, each), own)) continue;
    behind = laid(doc, other, covers(areaOf(doc, each), own), behind);
  }
  return behind;
}

/** An ellipse, and what is turned, leaves corners free. */
function square(block: Block): boolean {
  return (block.rot ?? 0) % 90 === 0 && (block.type !== 'shape' || (block.shape ?? 'rect') === 'rect');
}

function laid(doc: TemplateDocument, block: Block, whole: boolean, under: readonly Colour[] | null): readonly Colour[] | null {
  if (PICTURES.has(block.type)) return null;
  const colours = block.fill === undefined ? [] : coloursOf(doc, block.fill, block.opacity ?? 1);
  if (colours === null) return null;
  if (colours.length === 0) return under;
  const decides = whole && square(block);
  if (decides && colours.every(({ a }) => a >= SOLID)) return colours;
  if (under === null) return null;
  const mixed = colours.flatMap((top) => under.map((each) => over(top, each)));
  return decides ? mixed : [...under, ...mixed];
}
