/** One screen: what it shows, what it is, how it is taken over, what it showed before. */
import { Button, Drawer, Group, Stack, Tabs, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import { TemplateName } from '../../../components/TemplateName';
import { useFormat } from '../../../components/time';
import { ofScreens } from '../target';
import type { Acting } from '../useActing';
import type { Asking } from './dialogs';
import { AgeOfData, Build, Marks, Size } from './Facts';
import { HowItShows } from './HowItShows';
import { LatestPlays } from './LatestPlays';
import { ScreenMenu } from './ScreenMenu';
import { Showing } from './Showing';
import { Heartbeat, State } from './State';
import { TakeOver } from './TakeOver';
import { Thumbnail } from './Thumbnail';
import classes from './Screens.module.css';

interface Props {
  readonly screen: Screen | undefined;
  readonly newest: string | null;
  readonly clockAhead: number;
  readonly acting: Acting;
  readonly onAsk: (asking: Asking) => void;
  readonly onRename: (id: number) => void;
  readonly onClose: () => void;
}

export function ScreenDrawer({ screen, onClose, ...rest }: Props) {
  const { t } = useTranslation('screens');
  return (
    <Drawer opened={screen !== undefined} onClose={onClose} position="right" size="lg" title={screen === undefined ? '' : t('titleOf', { number: screen.number, name: screen.name })} closeButtonProps={{ 'aria-label': t('shell:close') }}>
      {screen !== undefined && <Details screen={screen} {...rest} />}
    </Drawer>
  );
}

function Details({ screen, newest, clockAhead, acting, onAsk, onRename }: Omit<Props, 'screen' | 'onClose'> & { readonly screen: Screen }) {
  const { t } = useTranslation('screens');
  const target = ofScreens([screen]);
  return (
    <Stack gap="sm">
      <Thumbnail screen={screen} large />
      <Group gap="sm"><State screen={screen} clockAhead={clockAhead} /><Heartbeat screen={screen} clockAhead={clockAhead} /></Group>
      {screen.state === 'down' && screen.reason !== '' && <Text size="sm">{t(`reason.${screen.reason}`)}</Text>}
      <Group gap="xs">
        <Button size="xs" onClick={() => { acting.identify(target); }}>{t('act.identify')}</Button>
        <Button size="xs" variant="default" onClick={() => { onAsk({ kind: 'message', target }); }}>{t('act.message')}</Button>
        <Button size="xs" variant="default" onClick={() => { onAsk({ kind: 'point', target }); }}>{t('act.point')}</Button>
        <ScreenMenu target={target} label={t('actionsOf', { number: screen.number, name: screen.name })} acting={acting} onAsk={onAsk} onRename={() => { onRename(screen.id); }} />
      </Group>
      <Tabs defaultValue="facts">
        <Tabs.List>
          <Tabs.Tab value="facts">{t('tab.facts')}</Tabs.Tab>
          <Tabs.Tab value="how">{t('tab.how')}</Tabs.Tab>
          <Tabs.Tab value="takeover">{t('tab.takeover')}</Tabs.Tab>
          <Tabs.Tab value="plays">{t('tab.plays')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="facts" pt="sm"><Facts screen={screen} newest={newest} clockAhead={clockAhead} /></Tabs.Panel>
        <Tabs.Panel value="how" pt="sm"><HowItShows key={screen.id} screen={screen} acting={acting} /></Tabs.Panel>
        <Tabs.Panel value="takeover" pt="sm"><TakeOver screen={screen} acting={acting} clockAhead={clockAhead} /></Tabs.Panel>
        <Tabs.Panel value="plays" pt="sm"><LatestPlays screen={screen} /></Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Facts({ screen, newest, clockAhead }: Pick<Props, 'newest' | 'clockAhead'> & { readonly screen: Screen }) {
  const { t } = useTranslation('screens');
  const { dateTime, number } = useFormat();
  const { session, link, group, template, language, locations, first_seen_at: first, latency, errors, pixel_ratio: ratio } = screen;
  return (
    <Stack gap="sm">
      <Marks screen={screen} clockAhead={clockAhead} />
      <dl className={classes.facts}>
        <dt>{t('fact.shows')}</dt><dd><Showing screen={screen} /></dd>
        <dt>{t('fact.dataAge')}</dt><dd><AgeOfData screen={screen} /></dd>
        <dt>{t('fact.latency')}</dt><dd>{(latency.count ?? 0) === 0 ? t('none') : t('latencyIs', { p50: number(latency.p50 ?? 0), max: number(latency.max ?? 0) })}</dd>
        <dt>{t('fact.session')}</dt><dd>{session === null ? t('none') : `${session.name} (${t(`by.of.${session.by}`)})`}</dd>
        <dt>{t('fact.link')}</dt><dd>{link === null ? t('none') : t(link.state === 'works' ? 'linkIs' : 'linkWas', { link: link.label === '' ? link.address : `${link.label} (${link.address})`, until: dateTime(link.expires_at) })}</dd>
        <dt>{t('fact.group')}</dt><dd>{group === '' ? t('none') : group}</dd>
        <dt>{t('fact.template')}</dt><dd>{template === null ? t('point.templateOwn') : <TemplateName reference={template} />}</dd>
        <dt>{t('fact.language')}</dt><dd>{language === null ? t('language.own') : t(`language.${language}`)}</dd>
        <dt>{t('fact.locations')}</dt><dd>{locations === null ? t('locations.all') : locations.join(', ')}</dd>
        <dt>{t('fact.size')}</dt><dd><Size screen={screen} />{ratio !== 1 && ` (${t('ratio', { ratio: number(ratio, 2) })})`}</dd>
        <dt>{t('fact.build')}</dt><dd><Build screen={screen} newest={newest} /></dd>
        <dt>{t('fact.errors')}</dt><dd>{number(errors)}</dd>
        <dt>{t('fact.first')}</dt><dd>{dateTime(first)}</dd>
      </dl>
    </Stack>
  );
}
