/** A template as a small picture of itself, in the room there is, with sample runners; an empty screen until it is there. */
import { lazy, Suspense } from 'react';
import type { Drawn } from '../api/templates';
import classes from './DocumentPicture.module.css';

const Stage = lazy(async () => ({ default: (await import('./DocumentStage')).DocumentStage }));

interface Props {
  /** Null: it is still being asked for. */
  readonly document: Drawn | null;
  readonly width: number;
  readonly height: number;
  /** Absent: its first page. */
  readonly page?: string;
}

export function DocumentPicture({ document, width, height, page }: Props) {
  return (
    <div className={classes.room}>
      <div className={classes.screen} aria-hidden style={{ aspectRatio: `${width} / ${height}`, ['--ratio' as string]: width / height }}>
        {document !== null && <Suspense fallback={null}><Stage document={document} width={width} page={page} /></Suspense>}
      </div>
    </div>
  );
}
