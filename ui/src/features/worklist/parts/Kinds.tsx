/** The kinds of things to look at, the most pressing first, with how many wait. */
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WorkList } from '../../../api/generated';
import type { Kind } from '../requests';
import classes from './Kinds.module.css';

interface Props {
  readonly kinds: WorkList['kinds'];
  readonly chosen: Kind;
  readonly onChoose: (kind: Kind) => void;
}

export function Kinds({ kinds, chosen, onChoose }: Props) {
  const { t } = useTranslation('worklist');
  return (
    <nav aria-label={t('kinds')} className={classes.kinds}>
      {kinds.map(({ kind, open, serious }) => (
        <button key={kind} type="button" className={classes.kind} aria-current={kind === chosen} onClick={() => { onChoose(kind); }}>
          <span>{t(`kind.${kind}`)}</span>
          <Badge className={classes.count} variant={open === 0 ? 'default' : 'light'} color={open === 0 ? 'gray' : serious ? 'orange' : 'blue'}>{open === 0 ? t('none') : open}</Badge>
        </button>
      ))}
    </nav>
  );
}
