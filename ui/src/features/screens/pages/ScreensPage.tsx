/** Every screen that the operator reaches, what it shows now, and everything that can be told to it. */
import { Button, Stack } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconAlertOctagonFilled, IconDeviceTv } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { useCommands } from '../../../components/commands';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { newestBuild, sectionsOf, shownOf, type By } from '../choice';
import { Counts } from '../parts/Counts';
import type { Asking } from '../parts/dialogs';
import { Filters, type View } from '../parts/Filters';
import { Messages } from '../parts/Messages';
import { Pages } from '../parts/Pages';
import { Sections } from '../parts/Sections';
import { SelectionBar } from '../parts/SelectionBar';
import type { ScreensSearch } from '../search';
import { ofScreens, type Target } from '../target';
import { useActing } from '../useActing';
import { useChosen } from '../useChosen';
import { useScreens, type Look } from '../useScreens';

const Dialog = lazy(() => import('../parts/Dialog').then((module) => ({ default: module.Dialog })));
const ScreenDrawer = lazy(() => import('../parts/ScreenDrawer').then((module) => ({ default: module.ScreenDrawer })));
const route = getRouteApi('/signed-in/p/$partner/screens');
const NOBODY: readonly Screen[] = [];

export function ScreensPage() {
  const { partner } = partnerRoute.useParams();
  const { membership } = partnerRoute.useRouteContext();
  const search: ScreensSearch = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Screens
      partner={partner} look={useScreens(partner, search)} search={search} onSearch={(next) => { void navigate({ search: next, replace: true }); }}
      mayManage={membership.permissions.includes('displays.manage')}
    />
  );
}

interface Props {
  readonly partner: string;
  readonly look: Look;
  readonly search: ScreensSearch;
  readonly onSearch: (next: ScreensSearch) => void;
  readonly mayManage: boolean;
}

export function Screens({ partner, look, search, onSearch, mayManage }: Props) {
  const { t } = useTranslation('screens');
  const [view, setView] = useLocalStorage<View>({ key: 'project88-screens-view', defaultValue: 'wall', getInitialValueInEffect: false });
  const [by, setBy] = useLocalStorage<By>({ key: 'project88-screens-by', defaultValue: 'group', getInitialValueInEffect: false });
  const [asking, setAsking] = useState<Asking | null>(null);
  const [renaming, setRenaming] = useState<number | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const all = look.screens ?? NOBODY;
  const { text, down, group, session } = search;
  const sections = useMemo(() => sectionsOf(shownOf(all, { text, down, group, session }), by), [all, text, down, group, session, by]);
  const shown = useMemo(() => sections.flatMap(({ screens }) => screens), [sections]);
  const acting = useActing();
  const chosen = useChosen(shown);
  const target = chosen.screens.length > 0 ? ofScreens(chosen.screens) : null;
  const everybody: Target = { to: { all: true }, screens: all, kind: 'all', name: '' };
  const open = (id: number | null): void => {
    const { screen: _, ...others } = search;
    onSearch(id === null ? others : { ...others, screen: id });
  };
  /** Whom a key means: who is chosen, else the card in which the focus is. */
  const meant = (): Target | null => {
    const here = document.activeElement?.closest<HTMLElement>('[data-screen]')?.dataset['screen'];
    const screen = shown.find(({ id }) => String(id) === here);
    return target ?? (screen === undefined ? null : ofScreens([screen]));
  };
  const withMeant = (does: (one: Target) => void) => () => { const one = meant(); if (one !== null) does(one); };
  useCommands([
    { id: 'screens.search', label: t('command.search'), keys: '/', run: () => { field.current?.focus(); field.current?.select(); } },
    { id: 'screens.all', label: t('command.all'), keys: 'A', run: () => { chosen.all(shown); } },
    { id: 'screens.none', label: t('command.none'), keys: 'X', run: chosen.none },
    { id: 'screens.identify', label: t('command.identify'), keys: 'I', run: withMeant(acting.identify) },
    { id: 'screens.message', label: t('command.message'), keys: 'M', run: withMeant((one) => { setAsking({ kind: 'message', target: one }); }) },
    { id: 'screens.blank', label: t('command.blank'), keys: 'B', run: withMeant((one) => { acting.blank(one, !one.screens.every(({ blank }) => blank)); }) },
    { id: 'screens.point', label: t('command.point'), keys: 'P', run: withMeant((one) => { setAsking({ kind: 'point', target: one }); }) },
    { id: 'screens.group', label: t('command.group'), keys: 'G', run: withMeant((one) => { setAsking({ kind: 'group', target: one }); }) },
    { id: 'screens.rename', label: t('command.rename'), keys: 'N', run: withMeant((one) => { const [first] = one.screens; if (first !== undefined) setRenaming(first.id); }) },
    { id: 'screens.reload', label: t('command.reload'), keys: 'L', run: withMeant(acting.reload) },
    { id: 'screens.emergency', label: t('command.emergency'), run: () => { setAsking({ kind: 'emergency', target: target ?? everybody }); } },
  ]);
  const newest = newestBuild(all);
  return (
    <>
      <PageHeader
        title={t('title')} description={t('text')} above={<Pages partner={partner} />}
        actions={all.length > 0 && <Button color="red.9" leftSection={<IconAlertOctagonFilled size={18} aria-hidden />} onClick={() => { setAsking({ kind: 'emergency', target: target ?? everybody }); }}>{t('emergency.open')}</Button>}
      />
      <Stack gap="md">
        {look.screens === undefined && (look.error === null ? <Busy /> : <ProblemAlert error={look.error} retry={look.retry} />)}
        {look.screens !== undefined && <Counts screens={all} line={look.line} />}
        <Messages partner={partner} />
        <Filters field={field} partner={partner} screens={all} search={search} onSearch={onSearch} mayManage={mayManage} view={view} onView={setView} by={by} onBy={setBy} />
        {look.screens !== undefined && all.length === 0 && <EmptyState title={t('empty.title')} icon={<IconDeviceTv size={40} aria-hidden />}>{t('empty.text')}</EmptyState>}
        {all.length > 0 && shown.length === 0 && <EmptyState title={t('noneShown.title')} action={<Button variant="default" onClick={() => { onSearch({}); }}>{t('filter.none')}</Button>}>{t('noneShown.text')}</EmptyState>}
        <Sections
          sections={sections} all={all} everything={search.event === undefined && (!mayManage || search.everyone === true)} by={by} view={view} chosen={chosen} renaming={renaming} newest={newest} clockAhead={look.clockAhead} acting={acting}
          onOpen={open} onRename={setRenaming} onAsk={setAsking}
        />
        {target !== null && <SelectionBar target={target} acting={acting} onAsk={setAsking} onNone={chosen.none} />}
      </Stack>
      <Suspense>
        {search.screen !== undefined && (
          <ScreenDrawer
            screen={all.find(({ id }) => id === search.screen)} newest={newest} clockAhead={look.clockAhead} acting={acting} onAsk={setAsking}
            onRename={(id) => { open(null); setRenaming(id); }} onClose={() => { open(null); }}
          />
        )}
        {asking !== null && <Dialog asking={asking} partner={partner} everyone={mayManage} screens={all} clockAhead={look.clockAhead} acting={acting} onClose={() => { setAsking(null); }} />}
      </Suspense>
    </>
  );
}
