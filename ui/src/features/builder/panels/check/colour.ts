/** Colours as numbers, so that contrast can be told (WCAG 2.2). What cannot be read as a colour is null, and nobody claims anything of it. */
export interface Colour { readonly r: number; readonly g: number; readonly b: number; readonly a: number }

const NAMED: Readonly<Record<string, string>> = { white: '#ffffff', black: '#000000', transparent: '#00000000' };
const HEX = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const CALLED = /^(rgb|hsl)a?\(([^()]+)\)$/i;

function part(text: string | undefined, whole: number): number {
  if (text === undefined) return 1;
  return text.endsWith('%') ? Number.parseFloat(text) / 100 * whole : Number.parseFloat(text);
}

function ofHue(hue: number, saturation: number, light: number): readonly [number, number, number] {
  const chroma = saturation * Math.min(light, 1 - light);
  const channel = (shift: number): number => {
    const k = (shift + hue / 30) % 12;
    return (light - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1))) * 255;
  };
  return [channel(0), channel(8), channel(4)];
}

function ofHex(digits: string): Colour {
  const whole = digits.length < 5 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const [r = 0, g = 0, b = 0, a = 255] = (whole.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return { r, g, b, a: a / 255 };
}

function ofNumbers(hsl: boolean, inner: string): Colour | null {
  const [one, two, three, alpha] = inner.split(/[\s,/]+/).filter((each) => each !== '');
  const [r, g, b] = hsl ? ofHue(((part(one, 360) % 360) + 360) % 360, part(two, 1), part(three, 1)) : [part(one, 255), part(two, 255), part(three, 255)];
  const a = part(alpha, 1);
  return [r, g, b, a].some(Number.isNaN) ? null : { r, g, b, a };
}

export function colourOf(text: string): Colour | null {
  const told = NAMED[text.trim().toLowerCase()] ?? text.trim();
  const hex = HEX.exec(told)?.[1];
  if (hex !== undefined) return ofHex(hex);
  const [, form = '', inner] = CALLED.exec(told) ?? [];
  return inner === undefined ? null : ofNumbers(form.toLowerCase() === 'hsl', inner);
}

/** One laid over the other. */
export function over(top: Colour, under: Colour): Colour {
  const a = top.a + under.a * (1 - top.a);
  const mix = (one: number, other: number): number => (a === 0 ? 0 : (one * top.a + other * under.a * (1 - top.a)) / a);
  return { r: mix(top.r, under.r), g: mix(top.g, under.g), b: mix(top.b, under.b), a };
}

function luminance({ r, g, b }: Colour): number {
  const linear = (value: number): number => { const part = value / 255; return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
