/** A card of A6 to hang beside a screen: its number, its name, and what a spare device has to scan. Only on paper. */
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Screen, ScreenTakeover } from '../../../api/generated';
import classes from './PrintedCard.module.css';
import { pictureOf } from './TakeOver';

interface Props { readonly screen: Screen; readonly takeover: ScreenTakeover; readonly onPrinted: () => void }

export function PrintedCard({ screen, takeover: { code, qr }, onPrinted }: Props) {
  const { t } = useTranslation('screens');
  const picture = useRef<HTMLImageElement>(null);
  const printed = useRef(onPrinted);
  useEffect(() => { printed.current = onPrinted; });
  useEffect(() => {
    let left = false;
    document.documentElement.dataset['paper'] = 'card';
    const ready = picture.current?.decode() ?? Promise.resolve();
    void ready.catch(() => undefined).then(() => {
      if (left) return;
      window.print();
      printed.current();
    });
    return () => { left = true; delete document.documentElement.dataset['paper']; };
  }, []);
  return createPortal(
    <article className={classes.card} data-paper-card>
      <p className={classes.screen}>{t('card.screen')}</p>
      <p className={classes.number}>{screen.number}</p>
      <p className={classes.name}>{screen.name}</p>
      {qr !== null && <img ref={picture} className={classes.qr} src={pictureOf(qr)} alt={t('takeover.qr', { number: screen.number })} />}
      <p className={classes.code}>{code}</p>
      <p className={classes.text}>{t('card.text')}</p>
    </article>,
    document.body,
  );
}
