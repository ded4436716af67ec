/** Apart from DocumentPicture, so that what draws blocks is loaded only where something is drawn. */
import type { Drawn } from '../api/templates';
import classes from './DocumentPicture.module.css';

interface Props {
  readonly document: Drawn;
  readonly width: number;
  readonly page: string | undefined;
}

export function DocumentStage({ width }: Props) {
  return <div className={classes.stage} style={{ width }} />;
}
