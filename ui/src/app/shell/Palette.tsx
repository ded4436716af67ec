/** Everything one can open or do, by a few letters of its name: pages, events, partners, the page's own actions. */
import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import type { EventPage } from '../../api/generated';
import type { Me, Membership } from '../../api/me';
import { allCommands, onCommands, type Command } from '../../components/commands';
import { LANGUAGES } from '../languages';
import { onTypedAhead } from './dialogs';
import { pagesFor } from './navigation';
import { useLanguage } from './useLanguage';
import { useSignOut } from './useSignOut';

interface Props {
  readonly me: Me;
  readonly membership: Membership | undefined;
  readonly close: () => void;
}

const MOST = 60;

export function Palette({ me, membership, close }: Props) {
  const { t } = useTranslation('shell');
  const [[store, spotlight]] = useState(createSpotlight);
  const [query, setQuery] = useState('');
  useEffect(() => {
    spotlight.open();
    return onTypedAhead((letters) => { setQuery((query) => query + letters); });
  }, [spotlight]);
  const groups = grouped(useEverything(me, membership), t('palette.here'));
  return (
    <Spotlight
      store={store} query={query} onQueryChange={setQuery} shortcut={null} onSpotlightClose={close} actions={groups} highlightQuery limit={MOST} scrollable maxHeight="60dvh"
      attributes={{ content: { 'aria-label': t('palette.search') } }} nothingFound={t('palette.nothing')}
      searchProps={{ leftSection: <IconSearch size={18} aria-hidden />, placeholder: t('palette.placeholder'), 'aria-label': t('palette.search') }}
    />
  );
}

function useEverything(me: Me, membership: Membership | undefined): readonly Command[] {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const speak = useLanguage();
  const signOut = useSignOut();
  const here = useSyncExternalStore(onCommands, allCommands);
  const events = useEvents(membership);
  const pages = membership === undefined ? [] : pagesFor(membership).map(({ to, label }) => ({
    id: to, label: t(label), group: t('palette.pages'), run: () => { void router.navigate({ to, params: { partner: membership.slug } }); },
  }));
  const others = me.memberships.filter(({ slug }) => slug !== membership?.slug).map(({ slug, name }) => ({
    id: `partner-${slug}`, label: name, group: t('partner.label'), run: () => { void router.navigate({ to: '/p/$partner', params: { partner: slug } }); },
  }));
  const own: readonly Command[] = [
    { id: 'account', label: t('user.account'), group: t('palette.own'), run: () => { void router.navigate({ to: '/account' }); } },
    ...LANGUAGES.map(({ code, name }) => ({ id: `language-${code}`, label: `${t('language')}: ${name}`, group: t('palette.own'), run: () => { speak(code); } })),
    { id: 'sign-out', label: t('user.signOut'), group: t('palette.own'), run: () => { void signOut(); } },
  ];
  return [...here.filter(({ listed }) => listed !== false), ...pages, ...events, ...others, ...own];
}

/** The newest events of this partner, asked for when the palette is opened. */
function useEvents(membership: Membership | undefined): readonly Command[] {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const { data } = useQuery({
    queryKey: ['palette', 'events', membership?.slug],
    queryFn: ({ signal }) => api.get<EventPage>('/api/events', { signal, query: { limit: 200 } }),
    enabled: membership?.permissions.includes('events.view') ?? false,
    throwOnError: false,
  });
  if (data === undefined || membership === undefined) return [];
  return data.items.map(({ id, name }) => ({
    id: `event-${id}`, label: name, group: t('nav.events'),
    run: () => { void router.navigate({ to: '/p/$partner/events/$eventId', params: { partner: membership.slug, eventId: id } }); },
  }));
}

function grouped(commands: readonly Command[], here: string): SpotlightActionGroupData[] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const name = command.group ?? here;
    groups.set(name, [...groups.get(name) ?? [], command]);
  }
  return [...groups].map(([group, members]) => ({
    group,
    actions: members.map(({ id, label, description, keywords, run }) => ({
      id, label, onClick: run,
      ...(description === undefined ? {} : { description }),
      ...(keywords === undefined ? {} : { keywords: [...keywords] }),
    })),
  }));
}
