/** The check-list of one race. */
import { Anchor, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Readiness } from '../../../api/generated';
import type { Here } from '../pages/WorklistPage';
import { checkSentence, type Check } from '../words';

interface Props { readonly race: Readiness['races'][number]; readonly here: Here }

export function Ready({ race, here }: Props) {
  const { t } = useTranslation('worklist');
  const open = race.checks.filter(({ ok }) => !ok).length;
  const params = { partner: here.partner, eventId: here.eventId };
  return (
    <Paper withBorder p="sm" component="section" aria-label={race.race}>
      <Group justify="space-between" gap="xs" mb="xs">
        <Group gap="xs"><Title order={3}>{race.race}</Title><Badge variant="light" color={race.state === 'official' ? 'green' : 'gray'}>{t(`state.${race.state}`)}</Badge></Group>
        <Button size="xs" variant={race.ok && race.state !== 'official' ? 'filled' : 'default'} renderRoot={(props) => <Link to="/p/$partner/events/$eventId/course" params={params} search={{ race: race.race_id }} {...props} />}>{t('ready.toState')}</Button>
      </Group>
      <Text size="sm" fw={600} mb={6}>{race.ok ? t('ready.all') : t('ready.some', { count: open })} <Text span size="sm" c="dimmed" fw={400}>{t('ready.finished', { count: race.finished })}</Text></Text>
      <Stack component="ul" gap={4} p={0} m={0}>{race.checks.map((check) => <Line key={check.check} check={check} race={race.race_id} here={here} />)}</Stack>
    </Paper>
  );
}

function Line({ check, race, here }: { readonly check: Check; readonly race: number; readonly here: Here }) {
  const { t } = useTranslation('worklist');
  const [kind] = check.kinds;
  return (
    <Group component="li" gap="xs" wrap="nowrap" align="flex-start" style={{ listStyle: 'none' }}>
      <Text span size="sm" fw={700} w={18} ta="center" c={check.ok ? 'green.9' : 'orange.9'} role="img" aria-label={t(check.ok ? 'ready.ok' : 'ready.not')} style={{ flex: 'none' }}>{check.ok ? '✓' : '!'}</Text>
      <Text size="sm" {...(check.ok ? { c: 'dimmed' } : {})}>
        {checkSentence(check, t)}
        {!check.ok && kind !== undefined && <> <Anchor component="button" type="button" size="sm" onClick={() => { here.go({ kind, ...(kind === 'unknown_tag' ? {} : { race }) }); }}>{t('ready.look')}</Anchor></>}
      </Text>
    </Group>
  );
}
