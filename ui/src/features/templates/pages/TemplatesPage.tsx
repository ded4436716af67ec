/** Templates as small pictures of themselves: looked for, made, copied, taken away and brought back, alone or several at once. */
import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { templatesQuery, type TemplateRow } from '../../../api/templates';
import { partnerRoute } from '../../../app/parents';
import { Busy } from '../../../components/Busy';
import { useCommands } from '../../../components/commands';
import { EmptyState } from '../../../components/EmptyState';
import { PageHeader } from '../../../components/PageHeader';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { ChosenBar } from '../parts/ChosenBar';
import { TemplateCard } from '../parts/TemplateCard';
import { useTemplateActions, type Named } from '../useTemplates';
import classes from './templates.module.css';

const NewTemplate = lazy(async () => ({ default: (await import('../parts/NewTemplate')).NewTemplate }));
const ImportDialog = lazy(async () => ({ default: (await import('../parts/ImportDialog')).ImportDialog }));

type State = TemplateRow['state'];
type Dialog = 'none' | 'new' | 'import';
const STATES: readonly State[] = ['open', 'archived'];
const SEARCH_MS = 250;

export function TemplatesPage() {
  const { membership: { slug: partner, permissions } } = partnerRoute.useRouteContext();
  return <Templates partner={partner} edits={permissions.includes('templates.edit')} />;
}

export function Templates({ partner, edits }: { readonly partner: string; readonly edits: boolean }) {
  const { t } = useTranslation('templates');
  const navigate = useNavigate();
  const actions = useTemplateActions();
  const [state, setState] = useState<State>('open');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), SEARCH_MS);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [dialog, setDialog] = useState<Dialog>('none');
  const found = useInfiniteQuery({ ...templatesQuery({ state, search }), placeholderData: (before) => before, throwOnError: false });
  const rows = found.data?.pages.flatMap(({ templates }) => templates) ?? [];
  const picked = rows.filter(({ id }) => chosen.has(id));
  const open = (id: number): void => { void navigate({ to: '/p/$partner/templates/$templateId', params: { partner, templateId: id } }); };
  const choose = (id: number, yes: boolean): void => {
    setChosen((before) => new Set(yes ? [...before, id] : [...before].filter((each) => each !== id)));
  };
  const nobody = (): void => { setChosen(new Set()); };
  const away = async (which: readonly Named[]): Promise<void> => { if (await actions.archive(which)) nobody(); };
  useCommands(!edits ? [] : [
    { id: 'templates.new', label: t('new'), keys: 'N', run: () => { setDialog('new'); } },
    { id: 'templates.import', label: t('import.open'), run: () => { setDialog('import'); } },
  ]);
  const add = edits ? <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => { setDialog('new'); }}>{t('new')}</Button> : undefined;
  return (
    <>
      <PageHeader
        title={t('title')} description={t('text')}
        actions={edits && <>{add}<Button variant="default" leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => { setDialog('import'); }}>{t('import.open')}</Button></>}
      />
      <Group mb="sm" gap="sm">
        <TextInput type="search" aria-label={t('search')} placeholder={t('search')} leftSection={<IconSearch size={16} aria-hidden />} value={typed} maxLength={100} onChange={(event) => { setTyped(event.currentTarget.value); }} flex={1} miw={180} maw={360} />
        <SegmentedControl aria-label={t('which.label')} value={state} onChange={(value) => { setState(value); nobody(); }} data={STATES.map((value) => ({ value, label: t(`which.${value}`) }))} />
      </Group>
      <ProblemAlert error={found.error} retry={() => { void found.refetch(); }} />
      {found.isPending && <Busy />}
      {found.data !== undefined && rows.length === 0 && <Nothing state={state} searched={search !== ''} action={add} />}
      {rows.length > 0 && (
        <ul className={classes.cards} aria-label={t('title')}>
          {rows.map((row) => (
            <TemplateCard
              key={row.id} partner={partner} template={row} edits={edits} chosen={chosen.has(row.id)} choosing={chosen.size > 0}
              onChoose={(yes) => { choose(row.id, yes); }} onArchive={() => { void away([row]); }} onRestore={() => { void actions.restore([row]); }}
              onClone={async () => { const copy = await actions.clone(row); if (copy !== null) open(copy.id); }}
              onExport={() => { void actions.export([row]); }} onPublish={() => { void actions.publish(row, row.version); }}
            />
          ))}
        </ul>
      )}
      {found.hasNextPage && <Group justify="center" mt="md"><Button variant="default" loading={found.isFetchingNextPage} onClick={() => { void found.fetchNextPage(); }}>{t('more')}</Button></Group>}
      {picked.length > 0 && (
        <ChosenBar
          count={picked.length} state={state} edits={edits} onAll={() => { setChosen(new Set(rows.map(({ id }) => id))); }} onNone={nobody}
          onArchive={() => { void away(picked); }} onExport={() => { void actions.export(picked); }}
          onRestore={() => { void actions.restore(picked).then(nobody); }}
        />
      )}
      <Suspense fallback={null}>
        {dialog === 'new' && <NewTemplate onClose={() => { setDialog('none'); }} onMade={({ id }) => { setDialog('none'); open(id); }} />}
        {dialog === 'import' && <ImportDialog partner={partner} onClose={() => { setDialog('none'); }} />}
      </Suspense>
    </>
  );
}

function Nothing({ state, searched, action }: { readonly state: State; readonly searched: boolean; readonly action: ReactNode }) {
  const { t } = useTranslation('templates');
  if (searched) return <EmptyState title={t('nothing.found')}>{t('nothing.foundText')}</EmptyState>;
  return <EmptyState title={t(`nothing.${state}`)} action={state === 'open' ? action : undefined}>{t(`nothing.${state}Text`)}</EmptyState>;
}
