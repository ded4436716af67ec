/** Why: a gradient is a text in the document, and two colours and an angle for most people. One that says more is left alone. */
export interface Gradient {
  readonly kind: 'linear' | 'radial';
  /** Degrees; of a linear one. */
  readonly angle: number;
  readonly from: string;
  readonly to: string;
}

const COLOUR = '(#[0-9a-fA-F]{3,8}|(?:rgb|hsl)a?\\([0-9., %/]+\\)|black|white|transparent|\\$[a-z][a-z0-9-]*)';
const LINEAR = new RegExp(`^linear-gradient\\((-?\\d+(?:\\.\\d+)?)deg, ?${COLOUR}, ?${COLOUR}\\)$`);
const RADIAL = new RegExp(`^radial-gradient\\(circle, ?${COLOUR}, ?${COLOUR}\\)$`);

export function gradientOf(text: string | undefined): Gradient | null {
  const [, angle, from, to] = LINEAR.exec(text ?? '') ?? [];
  if (angle !== undefined && from !== undefined && to !== undefined) return { kind: 'linear', angle: Number(angle), from, to };
  const [, inner, outer] = RADIAL.exec(text ?? '') ?? [];
  return inner !== undefined && outer !== undefined ? { kind: 'radial', angle: 180, from: inner, to: outer } : null;
}

export function gradientText({ kind, angle, from, to }: Gradient): string {
  return kind === 'linear' ? `linear-gradient(${angle}deg, ${from}, ${to})` : `radial-gradient(circle, ${from}, ${to})`;
}
