/** The timing partners: made, renamed, closed; an owner invited; a look inside with a reason. */
import { ActionIcon, Badge, Button, Group, Menu, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubPartner, MadeLink } from '../../../api/generated';
import { Busy } from '../../../components/Busy';
import { DataTable, type Column } from '../../../components/DataTable';
import { EmptyState } from '../../../components/EmptyState';
import { ProblemAlert } from '../../../components/ProblemAlert';
import { undoable } from '../../../components/toast';
import { changePartner, PARTNERS, readPartners } from '../requests';
import { AccessDialog } from './AccessDialog';
import { OwnerDialog } from './OwnerDialog';
import { PartnerDialog } from './PartnerDialog';

type Dialog = { readonly kind: 'new' } | { readonly kind: 'rename' | 'owner' | 'access'; readonly partner: HubPartner };

export function Partners({ onLink }: { readonly onLink: (link: MadeLink) => void }) {
  const { t } = useTranslation('hub');
  const queries = useQueryClient();
  const partners = useQuery({ queryKey: PARTNERS, queryFn: ({ signal }) => readPartners(signal), throwOnError: false });
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = (): void => { setDialog(null); };
  const turn = useMutation({
    mutationFn: ({ id, state }: HubPartner) => changePartner(id, { state: state === 'closed' ? 'active' : 'closed' }),
    onSuccess: async (now, before) => {
      undoable(t(now.state === 'closed' ? 'partners.closedNow' : 'partners.opened', { name: now.name }), async () => {
        await changePartner(before.id, { state: before.state });
        await queries.invalidateQueries({ queryKey: PARTNERS });
      });
      await queries.invalidateQueries({ queryKey: PARTNERS });
    },
  });
  const columns: readonly Column<HubPartner>[] = [
    { id: 'name', header: t('partners.name'), cell: ({ name, slug, zone, state }) => <><Group gap="xs"><Text size="sm" fw={600}>{name}</Text>{state === 'closed' && <Badge color="orange">{t('partners.closed')}</Badge>}</Group><Text size="xs" c="dimmed">{slug} · {zone}</Text></> },
    { id: 'members', header: t('partners.members'), width: '7rem', numeric: true, cell: ({ members }) => members },
    { id: 'owners', header: t('partners.owners'), width: '7rem', numeric: true, cell: ({ owners }) => owners === 0 ? <Badge color="red">0</Badge> : owners },
    { id: 'events', header: t('partners.events'), width: '7rem', numeric: true, cell: ({ events }) => events },
    {
      id: 'menu', header: <VisuallyHidden>{t('actions')}</VisuallyHidden>, part: 'actions', width: '3.5rem',
      cell: (partner) => (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={t('partners.more', { name: partner.name })}><IconDots size={18} aria-hidden /></ActionIcon></Menu.Target>
          <Menu.Dropdown>
            {partner.state === 'active' && <Menu.Item onClick={() => { setDialog({ kind: 'owner', partner }); }}>{t('owner.title')}</Menu.Item>}
            {partner.state === 'active' && <Menu.Item onClick={() => { setDialog({ kind: 'access', partner }); }}>{t('access.open')}</Menu.Item>}
            <Menu.Item onClick={() => { setDialog({ kind: 'rename', partner }); }}>{t('partners.rename')}</Menu.Item>
            <Menu.Item c={partner.state === 'active' ? 'var(--mantine-color-red-text)' : undefined} onClick={() => { turn.mutate(partner); }}>{t(partner.state === 'active' ? 'partners.close' : 'partners.open')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ),
    },
  ];
  const button = <Button onClick={() => { setDialog({ kind: 'new' }); }}>{t('partners.add')}</Button>;
  return (
    <Stack gap="md">
      {partners.data !== undefined && partners.data.length > 0 && <Group justify="flex-end">{button}</Group>}
      {partners.isPending && <Busy />}
      <ProblemAlert error={partners.error ?? turn.error} />
      {partners.data?.length === 0 && <EmptyState title={t('partners.none')} action={button}>{t('partners.noneText')}</EmptyState>}
      {partners.data !== undefined && partners.data.length > 0 && <DataTable label={t('partners.title')} columns={columns} rows={partners.data} rowKey={({ id }) => id} stackBelow="44rem" rowHeight={48} />}
      {dialog?.kind === 'new' && <PartnerDialog partner={null} onClose={close} />}
      {dialog?.kind === 'rename' && <PartnerDialog partner={dialog.partner} onClose={close} />}
      {dialog?.kind === 'owner' && <OwnerDialog partner={dialog.partner} onClose={close} onMade={(link) => { close(); onLink(link); }} />}
      {dialog?.kind === 'access' && <AccessDialog partner={dialog.partner} onClose={close} />}
    </Stack>
  );
}
