/** One thing to look at: what it is, what to do, and where to go. */
import { Badge, Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WorkItem } from '../../../api/generated';
import { useFormat } from '../../../components/time';
import type { Here } from '../pages/WorklistPage';
import { sentence } from '../words';

interface Props {
  readonly item: WorkItem;
  readonly here: Here;
  /** Undefined: nothing to pick. */
  readonly picked: boolean | undefined;
  readonly onPick: (on: boolean) => void;
  readonly onDismiss: (() => void) | undefined;
  readonly onRestore: (() => void) | undefined;
}

export function ItemCard({ item, here, picked, onPick, onDismiss, onRestore }: Props) {
  const { t } = useTranslation('worklist');
  const format = useFormat();
  const said = sentence(item, t);
  return (
    <Paper withBorder p="xs" component="li" style={{ listStyle: 'none' }}>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        {picked !== undefined && <Checkbox mt={2} aria-label={t('pick', { what: said })} checked={picked} onChange={({ currentTarget: { checked } }) => { onPick(checked); }} />}
        <Stack gap={4} flex={1} miw={0}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{said}</Text>
          <Facts item={item} />
          <Suggestions item={item} here={here} />
          {item.dismissed !== null && <Text size="xs" c="dimmed">{t('dismissedBy', { reason: item.dismissed.reason, by: item.dismissed.by, at: format.dateTime(item.dismissed.at) })}</Text>}
          <Group gap="xs">
            <Goto item={item} here={here} />
            {item.dismissed === null && onDismiss !== undefined && <Button size="xs" variant="subtle" aria-label={`${t('dismiss.verb')}: ${said}`} onClick={onDismiss}>{t('dismiss.verb')}</Button>}
            {item.dismissed !== null && onRestore !== undefined && <Button size="xs" variant="subtle" onClick={onRestore}>{t('restore')}</Button>}
          </Group>
        </Stack>
      </Group>
    </Paper>
  );
}

function Facts({ item }: { readonly item: WorkItem }) {
  const { t } = useTranslation('worklist');
  const format = useFormat();
  const first = item.first_at === null ? '' : format.clock(item.first_at);
  const last = item.last_at === null ? '' : format.clock(item.last_at);
  const facts = [
    item.person?.name ?? '',
    item.race,
    first !== '' && last !== '' && first !== last ? t('from', { first, last }) : first === '' ? last : first,
    item.reads > 0 ? t('reads', { count: item.reads }) : '',
    item.kind === 'correction' ? item.detail : '',
  ].filter((fact) => fact !== '');
  return facts.length === 0 ? null : <Text size="xs" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>{facts.join(' · ')}</Text>;
}

function Suggestions({ item, here }: { readonly item: WorkItem; readonly here: Here }) {
  const { t } = useTranslation('worklist');
  if (item.suggestions.length === 0) return null;
  return (
    <Group gap={6}>
      <Text size="xs">{t('maybe')}</Text>
      {item.suggestions.map(({ person, known_as: known, why, unheard }) => (
        <Button key={person.id} size="compact-xs" variant="default" renderRoot={(props) => <Link to="/p/$partner/events/$eventId/results" params={{ partner: here.partner, eventId: here.eventId }} search={{ who: person.id }} {...props} />}>
          {`${t('bib', { bib: person.bib })}${known === person.bib ? '' : ` (${known})`} ${person.name}`.trim()} · {t(`why.${why}`)}{unheard && <Badge ml={6} size="xs" color="orange" variant="light">{t('unheard')}</Badge>}
        </Button>
      ))}
    </Group>
  );
}

function Goto({ item, here }: { readonly item: WorkItem; readonly here: Here }) {
  const { t } = useTranslation('worklist');
  const params = { partner: here.partner, eventId: here.eventId };
  const style = { size: 'xs', variant: 'default' } as const;
  const person = item.person?.id;
  if (person !== undefined) {
    return <Button {...style} renderRoot={(props) => <Link to="/p/$partner/events/$eventId/results" params={params} search={{ who: person, ...(item.race_id === null ? {} : { race: item.race_id }) }} {...props} />}>{t('goto.result')}</Button>;
  }
  if (item.target.to === 'tag') return <Button {...style} renderRoot={(props) => <Link to="/p/$partner/events/$eventId/roster" params={params} {...props} />}>{t('goto.roster')}</Button>;
  if (item.target.to === 'location') return <Button {...style} renderRoot={(props) => <Link to="/p/$partner/events/$eventId/dashboard" params={params} {...props} />}>{t('goto.dashboard')}</Button>;
  if (item.target.to === 'gun' || item.target.to === 'race') {
    return <Button {...style} renderRoot={(props) => <Link to="/p/$partner/events/$eventId/course" params={params} search={item.race_id === null ? {} : { race: item.race_id }} {...props} />}>{t('goto.course')}</Button>;
  }
  return <Button {...style} renderRoot={(props) => <Link to="/p/$partner/events/$eventId/results" params={params} search={item.race_id === null ? {} : { race: item.race_id }} {...props} />}>{t('goto.results')}</Button>;
}
