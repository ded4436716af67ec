/** While an emergency covers screens every page says so, with the button that takes it back: whoever comes to the laptop must see it. */
import { Button, Group, Text } from '@mantine/core';
import { IconAlertOctagonFilled } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../../api/generated';
import { sentence } from '../../../components/ProblemAlert';
import { useFormat } from '../../../components/time';
import { done, failed } from '../../../components/toast';
import { NOTICES, noticesQuery, SCREENS, takeBack } from '../requests';
import classes from './EmergencyBanner.module.css';

const ASKED_EVERY_MS = 15_000;

export function EmergencyBanner({ partner }: { readonly partner: string }) {
  const { t } = useTranslation(['screens', 'shell']);
  const queries = useQueryClient();
  const notices = useQuery({ ...noticesQuery(partner), refetchInterval: ASKED_EVERY_MS, throwOnError: false });
  const back = useMutation({
    mutationFn: (notice: Notice) => takeBack(notice.id),
    onSuccess: async () => {
      done(t('screens:emergency.over'));
      await Promise.all([NOTICES, SCREENS].map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
    onError: (error) => { failed(sentence(error, t('shell:fault.text'))); },
  });
  const emergencies = (notices.data?.notices ?? []).filter(({ kind }) => kind === 'emergency');
  return (
    <div role="alert" className={classes.place}>
      {emergencies.map((notice) => <Emergency key={notice.id} notice={notice} taking={back.isPending && back.variables.id === notice.id} onTakeBack={() => { back.mutate(notice); }} />)}
    </div>
  );
}

interface Props { readonly notice: Notice; readonly taking: boolean; readonly onTakeBack: () => void }

function Emergency({ notice, taking, onTakeBack }: Props) {
  const { t } = useTranslation('screens');
  const { time } = useFormat();
  const { text, screens, made_by: by, made_at: at, may_take_back: mine } = notice;
  return (
    <div className={classes.band}>
      <IconAlertOctagonFilled size={22} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm" flex="1 1 16rem" miw={0} style={{ overflowWrap: 'anywhere' }}>
        <strong>{t('emergency.on', { count: screens })}</strong> “{text}” {t(by === '' ? 'emergency.at' : 'emergency.by', { by, at: time(at) })}
      </Text>
      {mine && <Group><Button size="sm" variant="white" color="red.9" loading={taking} onClick={onTakeBack}>{t('emergency.takeBack')}</Button></Group>}
    </div>
  );
}
