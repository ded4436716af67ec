/** Small drawn pictures of the built-in templates: what a screen looks like with each. */
import type { ReactNode } from 'react';
import classes from './TemplateChoice.module.css';

const ROWS = [0, 1, 2, 3, 4, 5, 6, 7];

/** x, y, width, height of a bar; the brighter ones are names. */
const bar = (x: number, y: number, width: number, height: number, kind: 'name' | 'line' | 'card' = 'line') => (
  <rect key={`${x} ${y} ${kind}`} x={x} y={y} width={width} height={height} rx={kind === 'card' ? 2 : height / 3} className={classes[kind]} />
);

const PICTURES: Readonly<Record<string, ReactNode>> = {
  standard: [[6, 7], [50, 7], [6, 30], [50, 30]].map(([x = 0, y = 0]) => (
    <g key={`${x} ${y}`}>{bar(x, y, 40, 18, 'card')}{bar(x + 4, y + 4, 26, 4.5, 'name')}{bar(x + 4, y + 11.5, 18, 2.5)}</g>
  )),
  spotlight: <>{bar(6, 7, 84, 41, 'card')}{bar(15, 17, 66, 10, 'name')}{bar(29, 32, 38, 4)}{bar(36, 39.5, 24, 3)}</>,
  wall: ROWS.map((row) => <g key={row}>{bar(6, 5 + row * 5.7, 6, 3)}{bar(15, 5 + row * 5.7, 40 - (row % 3) * 6, 3, 'name')}{bar(72, 5 + row * 5.7, 18, 3)}</g>),
};

export function TemplatePicture({ template }: { readonly template: string }) {
  return (
    <svg viewBox="0 0 96 54" className={classes.picture} aria-hidden focusable="false">
      <rect width="96" height="54" rx="3" className={classes.screen} />
      {PICTURES[template]}
    </svg>
  );
}
