/**
 * What a screen shows, drawn from what it says of itself: its page, its proportions, its runners under the names that
 * whoever looks may see. No picture is taken of it, so a name that is hidden meanwhile is hidden here too.
 */
import { useTranslation } from 'react-i18next';
import type { Screen, ScreenPicture } from '../../../api/generated';
import classes from './Thumbnail.module.css';

export type Pictured = Pick<Screen, 'number' | 'state' | 'width' | 'height' | 'showing' | 'notice' | 'template' | 'session'>;

const WIDE = 16 / 9;
/** What would be thinner than a line is drawn as a line. */
const THINNEST = 0.25;
const WIDEST = 8;
const FEW = 4;
const ROWS = 7;

export function ratioOf({ width, height }: Pick<Screen, 'width' | 'height'>): number {
  if (width <= 0 || height <= 0) return WIDE;
  return Math.min(WIDEST, Math.max(THINNEST, width / height));
}

export function Thumbnail({ screen, large = false }: { readonly screen: Pictured; readonly large?: boolean }) {
  const { t } = useTranslation('screens');
  const { showing, notice, state } = screen;
  const page = showing?.page ?? 'nothing';
  const away = state === 'down' || state === 'left';
  const words = page === 'message' || page === 'emergency' ? notice?.text ?? '' : (showing?.passings ?? []).map(({ bib, name }) => name === '' ? bib ?? t('unknownChip') : name).join(', ');
  const what = words === '' ? t(`page.${page}`) : `${t(`page.${page}`)}: ${words}`;
  return (
    <div className={classes.place} data-large={large}>
      <div className={classes.glass} style={{ '--ratio': ratioOf(screen) } as object} data-page={page} data-away={away} role="img" aria-label={t(away ? 'thumbnail.last' : 'thumbnail.now', { what })}>
        {showing === null ? <Words text={t('page.nothing')} quiet /> : <Page screen={screen} showing={showing} />}
      </div>
    </div>
  );
}

function Page({ screen: { number, notice, template, session }, showing }: { readonly screen: Pictured; readonly showing: ScreenPicture }) {
  const { t } = useTranslation('screens');
  const { page, passings, waiting } = showing;
  if (page === 'identify') return <div className={`${classes.page} ${classes.middle}`}><span className={classes.number}>{number}</span></div>;
  if (page === 'message' || page === 'emergency') return <Words text={notice?.text ?? t(`page.${page}`)} />;
  if (page !== 'runners' || passings.length === 0) return <Words text={t(`page.${page}`)} quiet />;
  const look = template ?? session?.template;
  const rows = look === 'wall' || passings.length > FEW;
  return (
    <div className={classes.page}>
      {look === 'spotlight' || (passings.length === 1 && !rows) ? <One showing={showing} /> : (
        <div className={classes.rows}>
          {passings.slice(0, ROWS).map(({ key, bib, name }) => <div key={key} className={classes.row} data-strong={!rows}><b>{bib ?? '–'}</b><span>{name === '' ? t('unknownChip') : name}</span></div>)}
        </div>
      )}
      {waiting > 0 && <span className={classes.more}>+{waiting}</span>}
    </div>
  );
}

function One({ showing: { passings: [first] } }: { readonly showing: ScreenPicture }) {
  const { t } = useTranslation('screens');
  return (
    <>
      <span className={classes.bib}>{first?.bib ?? '–'}</span>
      <span className={classes.one}>{first?.name === undefined || first.name === '' ? t('unknownChip') : first.name}</span>
    </>
  );
}

function Words({ text, quiet = false }: { readonly text: string; readonly quiet?: boolean }) {
  return <div className={`${classes.page} ${classes.middle}`}><span className={quiet ? classes.quiet : classes.said}>{text}</span></div>;
}
