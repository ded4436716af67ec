/** The announcer's screen: who crossed, who comes, whose name was not said. It covers the app: nothing else is wanted at a finish line. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnnouncerCard, AnnouncerComing, AnnouncerFound, AnnouncerRunner } from '../../../api/generated';
import { eventRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import classes from '../announcer.module.css';
import type { Board } from '../board';
import { useChoice, type View } from '../choice';
import { ChoiceMenu } from '../parts/ChoiceMenu';
import { ComingList } from '../parts/ComingList';
import { CrossedCard } from '../parts/CrossedCard';
import { CrossedRow } from '../parts/CrossedRow';
import { Finder } from '../parts/Finder';
import { Head } from '../parts/Head';
import { PersonDialog, type Shown } from '../parts/PersonDialog';
import { nameAt, saidOf } from '../ticks';
import { useBoard } from '../useBoard';
import { useTicks, type Ticks } from '../useTicks';
import { useKeys } from '../useKeys';

/** So many a minute, and a card is gone before it is read. */
const CROWD = 24;
const TABS = ['crossed', 'coming', 'missed'] as const;
type Tab = (typeof TABS)[number];

export function AnnouncerPage() {
  const { t } = useTranslation('announcer');
  const { partner, eventId } = eventRoute.useParams();
  const [choice, setChoice] = useChoice(eventId);
  const heard = useBoard(eventId, choice);
  const ticks = useTicks(eventId, heard.board);
  const [opened, setOpened] = useState<Shown | null>(null);
  const [tab, setTab] = useState<Tab>('crossed');
  const { board } = heard;
  const shown = useMemo(() => (opened === null || board === null ? opened : fresh(opened, board)), [opened, board]);
  const open = useCallback((one: AnnouncerCard | AnnouncerComing | AnnouncerFound) => {
    setOpened({ runner: one.runner, cues: one.cues, said: 'said' in one ? one.said : [], points: 'points' in one ? one.points : [] });
  }, []);
  const next = useNext(board, ticks, tab);
  useKeys(next, ticks, opened === null);
  useEffect(() => { document.title = `${t('title')} · ${board?.event ?? ''}`; }, [t, board?.event]);
  return (
    <div className={classes.page} data-look={choice.look} data-size={choice.size}>
      <Head
        partner={partner} eventId={eventId} heard={heard} waiting={ticks.waiting} onTurn={() => { setChoice({ look: choice.look === 'white' ? 'black' : 'white' }); }}
        finder={<Finder partner={partner} eventId={eventId} onOpen={open} />} menu={<ChoiceMenu races={board?.races ?? []} choice={choice} onChange={setChoice} />}
      />
      {board === null ? <Busy /> : <Columns board={board} clockAhead={heard.clockAhead} ticks={ticks} next={next} view={choice.view} tab={tab} onOpen={open} />}
      <nav className={classes.tabs} role="tablist" aria-label={t('title')}>
        {TABS.map((one) => (
          <button key={one} type="button" role="tab" className={classes.tab} aria-selected={tab === one} onClick={() => { setTab(one); }}>
            {t(`${one}.title`)} {one === 'missed' && (board?.missed.count ?? 0) > 0 && <span className={classes.badge}>{board?.missed.count}</span>}
          </button>
        ))}
      </nav>
      {shown !== null && (
        <PersonDialog
          partner={partner} eventId={eventId} shown={shown} ticks={ticks} onClose={() => { setOpened(null); }}
          onChanged={(runner) => { setOpened((before) => (before === null ? null : { ...before, runner })); }}
        />
      )}
    </div>
  );
}

/** What the board says of the runner now; who is not on it stays as he was found. */
function fresh(opened: Shown, board: Board): Shown {
  const who = opened.runner.participant_id;
  const one = [...board.crossed, ...board.missed.cards, ...board.coming].find(({ runner }) => runner.participant_id === who);
  if (one === undefined) return opened;
  const runner: AnnouncerRunner = (one.runner.version ?? 0) >= (opened.runner.version ?? 0) ? one.runner : opened.runner;
  return { ...opened, cues: one.cues, said: one.said, runner };
}

/** The card that the space bar says: the newest that was not said, on the missed list the oldest. */
function useNext(board: Board | null, ticks: Ticks, tab: Tab): AnnouncerCard | null {
  return useMemo(() => {
    const cards = tab === 'missed' ? board?.missed.cards : board?.crossed;
    return cards?.find((card) => saidOf(card, nameAt(card.point), ticks.queue) === null) ?? null;
  }, [board, ticks.queue, tab]);
}

interface ColumnsProps {
  readonly board: Board;
  readonly clockAhead: number;
  readonly ticks: Ticks;
  readonly next: AnnouncerCard | null;
  readonly view: View;
  readonly tab: Tab;
  readonly onOpen: (one: AnnouncerCard | AnnouncerComing) => void;
}

function Columns({ board, clockAhead, ticks, next, view, tab, onOpen }: ColumnsProps) {
  const { t } = useTranslation('announcer');
  const dense = view === 'list' || (view === 'auto' && board.perMinute > CROWD);
  return (
    <div className={classes.body}>
      <section className={classes.column} data-tab="crossed" data-open={tab === 'crossed'} aria-label={t('crossed.title')}>
        <h2 className={classes.title}>{t('crossed.title')}<span className={`${classes.many} ${classes.lesser} ${dense ? '' : classes.keys}`}>{t(dense && view === 'auto' ? 'crossed.dense' : 'crossed.space')}</span></h2>
        <div className={classes.scroll}>
          {board.crossed.length === 0 && <p className={classes.empty}>{t('crossed.none')}</p>}
          {board.crossed.map((card) => (dense
            ? <CrossedRow key={card.id} card={card} ticks={ticks} next={card.id === next?.id} onOpen={onOpen} />
            : <CrossedCard key={card.id} card={card} ticks={ticks} next={card.id === next?.id} several={board.races.length > 1} onOpen={onOpen} />))}
        </div>
      </section>
      <div className={classes.side}>
        <section className={classes.column} data-tab="coming" data-open={tab === 'coming'} aria-label={t('coming.title')}>
          <h2 className={classes.title}>{t('coming.title')}</h2>
          <div className={classes.scroll}><ComingList coming={board.coming} clockAhead={clockAhead} ticks={ticks} onOpen={onOpen} /></div>
        </section>
        <MissedList board={board} ticks={ticks} open={tab === 'missed'} onOpen={onOpen} />
      </div>
    </div>
  );
}

function MissedList({ board, ticks, open, onOpen }: { readonly board: Board; readonly ticks: Ticks; readonly open: boolean; readonly onOpen: (card: AnnouncerCard) => void }) {
  const { t, i18n } = useTranslation('announcer');
  const cards = board.missed.cards.filter((card) => saidOf(card, nameAt(card.point), ticks.queue) === null);
  const count = Math.max(cards.length, board.missed.count - (board.missed.cards.length - cards.length));
  const all = cards.map((card) => ({ participant_id: card.runner.participant_id, what: nameAt(card.point) }));
  return (
    <section className={classes.column} data-tab="missed" data-open={open} aria-label={t('missed.title')}>
      <h2 className={classes.title}>
        {t('missed.title')} {count > 0 && <span className={classes.badge}>{new Intl.NumberFormat(i18n.language).format(count)}</span>}
        {cards.length > 1 && <button type="button" className={`${classes.button} ${classes.many}`} onClick={() => { ticks.say(all); }}>{t('missed.all', { count: cards.length })}</button>}
      </h2>
      <div className={classes.scroll}>
        {count === 0 && <p className={classes.empty}>{t('missed.none')}</p>}
        {cards.map((card, number) => <CrossedRow key={card.id} card={card} ticks={ticks} next={open && number === 0} onOpen={onOpen} />)}
      </div>
    </section>
  );
}
