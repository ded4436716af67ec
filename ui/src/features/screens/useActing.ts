/** What can be done with screens, each with the words that say afterwards how many it reached, and its undo where it has one. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../api/generated';
import { ask } from '../../components/confirm';
import { sentence } from '../../components/ProblemAlert';
import { done, failed, undoable } from '../../components/toast';
import { change, forget, order, SCREENS, type Change, type Order } from './requests';
import type { Target } from './target';

const IDENTIFY_S = 15;
const RELEASE_MIN = 15;

interface Act {
  readonly run: () => Promise<number>;
  readonly told: (count: number) => string;
  readonly undo?: () => Promise<unknown>;
}

export type Changes = Omit<Change, 'name'>;

export function useActing() {
  const { t } = useTranslation(['screens', 'shell']);
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ run }: Act) => run(),
    onSuccess: (count, { told, undo }) => {
      const refresh = () => queries.invalidateQueries({ queryKey: SCREENS });
      void refresh();
      if (undo === undefined) done(told(count));
      else undoable(told(count), async () => { await undo(); await refresh(); });
    },
    onError: (error) => { failed(sentence(error, t('shell:fault.text'))); },
  });
  // The same object as long as it can be: cards are drawn again when one of their parts is another.
  return useMemo(() => deeds(t, mutate), [t, mutate]);
}

export type Acting = ReturnType<typeof useActing>;

async function tell(target: Target, wanted: Order): Promise<number> {
  return (await order(target.to, wanted)).screens;
}

function deeds(t: TFunction<readonly ['screens', 'shell']>, act: (one: Act) => void) {
  return {
    identify: (target: Target) => { act({ run: () => tell(target, { do: 'identify', seconds: IDENTIFY_S }), told: (count) => t('done.identify', { count, seconds: IDENTIFY_S }) }); },
    reload: (target: Target) => { act({ run: () => tell(target, { do: 'reload' }), told: (count) => t('done.reload', { count }) }); },
    clearQueue: (target: Target) => { act({ run: () => tell(target, { do: 'clear_queue' }), told: (count) => t('done.clearQueue', { count }) }); },
    release: (target: Target) => { act({ run: () => tell(target, { do: 'release_takeover', minutes: RELEASE_MIN }), told: (count) => t('done.release', { count, minutes: RELEASE_MIN }) }); },
    blank: (target: Target, on: boolean) => {
      const before = target.screens.filter(({ blank }) => blank !== on).map(({ id }) => id);
      act({
        run: () => tell(target, { do: 'blank', on }), told: (count) => t(on ? 'done.blank' : 'done.unblank', { count }),
        undo: async () => { if (before.length > 0) await order({ screens: before }, { do: 'blank', on: !on }); },
      });
    },
    /** Session and template of all of them at once; null: those of the link, and of the session; undefined: as it is. */
    point: (target: Target, display_session_id: number | null, template: string | null | undefined, name: string) => {
      act({
        run: () => tell(target, { do: 'point', display_session_id, ...(template === undefined ? {} : { template }) }), told: (count) => t('done.point', { count, name }),
        undo: () => eachOf(target.screens, (screen) => change(screen.id, { display_session_id: pointedOf(screen), template: screen.template })),
      });
    },
    /** What has no order: one change a screen, taken back the same way. */
    change: (target: Target, changes: Changes) => {
      act({
        run: async () => { await eachOf(target.screens, ({ id }) => change(id, changes)); return target.screens.length; },
        told: (count) => t('done.change', { count }),
        undo: () => eachOf(target.screens, (screen) => change(screen.id, beforeOf(screen, changes))),
      });
    },
    rename: (screen: Screen, name: string) => {
      act({ run: async () => { await change(screen.id, { name }); return 1; }, told: () => t('done.rename', { name }), undo: () => change(screen.id, { name: screen.name }) });
    },
    forget: async (target: Target): Promise<boolean> => {
      const count = target.screens.length;
      const title = t('forget.title', { count, name: target.name });
      if (!await ask({ title, text: t('forget.text', { count }), verb: t('forget.verb') })) return false;
      act({ run: async () => { await eachOf(target.screens, ({ id }) => forget(id)); return count; }, told: () => t('done.forget', { count }) });
      return true;
    },
  };
}

/** Where an operator pointed it; null: it shows the session of its link. */
export function pointedOf({ session }: Screen): number | null {
  return session?.by === 'operator' ? session.id : null;
}

function beforeOf(screen: Screen, changes: Changes): Changes {
  const { group, language, locations, template, settings } = screen;
  const before: Changes = { group, language, locations, template, settings, display_session_id: pointedOf(screen) };
  return Object.fromEntries(Object.entries(before).filter(([name]) => name in changes));
}

const AT_ONCE = 6;

/** A few at a time, so that a wall of 200 does not hold up what else this browser asks. */
async function eachOf<One>(all: readonly One[], does: (one: One) => Promise<unknown>): Promise<void> {
  for (let first = 0; first < all.length; first += AT_ONCE) await Promise.all(all.slice(first, first + AT_ONCE).map(does));
}
