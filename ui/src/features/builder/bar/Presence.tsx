/** "Kim is editing": a note, and no lock. */
import { Avatar, Text, Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ME, type Me } from '../../../api/me';
import { useMay } from '../../../components/useMay';
import { useBuilder } from '../store';
import { othersOf, sayOpen, useEditors } from './presence';

const FEW = 2;

export function Presence() {
  const { t } = useTranslation('sharing');
  const template = useBuilder((state) => state.template);
  const me = useQueryClient().getQueryData<Me>(ME);
  const may = useMay('templates.edit');
  const editors = useEditors((state) => state.editors);
  useEffect(() => (may && template > 0 ? sayOpen(template) : undefined), [may, template]);
  const { names, mine } = othersOf(editors, me?.id ?? null);
  if (names.length === 0 && !mine) return <span role="status" aria-label={t('presence.label')} />;
  const sentence = names.length === 0 ? t('presence.mine') : t('presence.editing', { names: new Intl.ListFormat(t('presence.language')).format(names), count: names.length });
  const short = names.length === 0 ? t('presence.mineShort') : names.length > FEW ? t('presence.many', { count: names.length }) : sentence;
  return (
    <Tooltip label={sentence} multiline maw={280}>
      <span role="status" aria-label={t('presence.label')} style={{ display: 'flex', alignItems: 'center', gap: 6 }} tabIndex={0}>
        {names.slice(0, FEW).map((name) => <Avatar key={name} size={24} name={name} color="initials" aria-hidden />)}
        <Text size="xs" truncate maw="11rem">{short}</Text>
      </span>
    </Tooltip>
  );
}
