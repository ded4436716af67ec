/** The course as a line: its points in order, as far apart as they lie, each with the mats that hear it. */
import { Badge, VisuallyHidden } from '@mantine/core';
import { IconFlag3, IconFlagCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RacePoint } from '../../../api/generated';
import { useFormat } from '../../../components/time';
import { writtenDuration } from '../durations';
import classes from './CourseLine.module.css';

interface Props {
  readonly label: string;
  readonly points: readonly RacePoint[];
  readonly heard: ReadonlySet<string>;
  readonly suggested?: boolean;
}

const ICON = 14;

export function CourseLine({ label, points, heard, suggested = false }: Props) {
  return (
    // What scrolls can be scrolled with the keyboard.
    <div className={classes.frame} role="group" aria-label={label} tabIndex={0}>
      <ol className={classes.line} data-suggested={suggested || undefined}>
        {points.map((point, number) => (
          <li key={point.id ?? point.name} className={classes.point} data-kind={point.kind} style={{ flexGrow: way(point, points[number + 1]) }}>
            <span className={classes.dot} aria-hidden>
              {point.kind === 'start' && <IconFlag3 size={ICON} />}
              {point.kind === 'finish' && <IconFlagCheck size={ICON} />}
            </span>
            <Point point={point} heard={heard} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Point({ point, heard }: { readonly point: RacePoint; readonly heard: ReadonlySet<string> }) {
  const { t } = useTranslation('course');
  const format = useFormat();
  const facts = [
    point.distance_m === null ? '' : metres(point.distance_m, format.number),
    point.least_ms === 0 ? '' : t('line.least', { time: writtenDuration(point.least_ms) }),
    point.cutoff_ms === null ? '' : t('line.cutoff', { time: writtenDuration(point.cutoff_ms) }),
  ].filter((fact) => fact !== '');
  return (
    <>
      <div className={classes.name}>{point.name}</div>
      <div className={classes.facts}>{facts.join(' · ')}</div>
      <div className={classes.mats}>
        {point.main.map((name) => <Mat key={name} name={name} heard={heard.has(name)} />)}
        {point.backup.map((name) => <Mat key={name} name={t('line.backup', { name })} heard={heard.has(name)} />)}
        {point.main.length + point.backup.length === 0 && <span className={classes.facts}>{t('line.nowhere')}</span>}
      </div>
    </>
  );
}

function Mat({ name, heard }: { readonly name: string; readonly heard: boolean }) {
  const { t } = useTranslation('course');
  return (
    <Badge variant={heard ? 'light' : 'outline'} color={heard ? 'lane' : 'gray'} style={heard ? {} : { color: 'var(--mantine-color-dimmed)', borderStyle: 'dashed' }} title={heard ? undefined : t('line.notHeard')}>
      {name}{!heard && <VisuallyHidden> ({t('line.notHeard')})</VisuallyHidden>}
    </Badge>
  );
}

/** Metres to the next point; 1 where nobody knows. */
function way(point: RacePoint, next: RacePoint | undefined): number {
  if (next === undefined) return 0;
  return Math.max(1, (next.distance_m ?? 0) - (point.distance_m ?? 0));
}

export function metres(distance: number, number: (value: number, digits?: number) => string): string {
  return distance >= 1000 ? `${number(distance / 1000, 3)} km` : `${number(distance)} m`;
}
