/** Counts per minute as a line; the newest on the right. The numbers beside it say the same. */
interface Props {
  readonly values: readonly number[];
  /** What it shows, for whoever can't see it. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

export function Sparkline({ values, label, width = 96, height = 24 }: Props) {
  const most = Math.max(1, ...values);
  const step = width / Math.max(1, values.length - 1);
  const points = values.map((value, index) => `${(index * step).toFixed(1)},${(height - 1 - (value / most) * (height - 2)).toFixed(1)}`);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} preserveAspectRatio="none">
      <polygon points={`0,${height} ${points.join(' ')} ${width},${height}`} fill="var(--mantine-primary-color-light)" />
      <polyline points={points.join(' ')} fill="none" stroke="var(--mantine-primary-color-filled)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
