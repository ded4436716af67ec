/** What is done most, as buttons; each runs the command that its key runs. */
import { ActionIcon, Button, Group, Menu, Text, Tooltip } from '@mantine/core';
import {
  IconAlignBoxCenterMiddle, IconArrowBackUp, IconArrowForwardUp, IconArrowLeft, IconCopyPlus, IconEye, IconEyeOff, IconLock, IconPlayerPlay, IconStack2, IconTrash, IconZoomIn, IconZoomOut, type Icon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { ACTIONS } from './engine/actions';
import { commandOf } from './engine/commands';
import { SaveState } from './bar/SaveState';
import { useBuilder } from './store';
import classes from './Builder.module.css';

const ZOOMS = [0.25, 0.5, 1, 2, 4];
const ARRANGE = ['align.left', 'align.centre', 'align.right', 'align.top', 'align.middle', 'align.bottom', 'distribute.across', 'distribute.down'];
const ORDER = ['order.front', 'order.forward', 'order.backward', 'order.back', 'group', 'ungroup'];
const KEYS = new Map(ACTIONS.map(({ id, keys }) => [id, keys?.[0]]));

function Tool({ id, icon: Shape, pressed }: { readonly id: string; readonly icon: Icon; readonly pressed?: boolean }) {
  const { t } = useTranslation('builder');
  const can = useBuilder(() => commandOf(id)?.can?.() !== false);
  const key = KEYS.get(id);
  return (
    <Tooltip label={key === undefined ? t(`command.${id}`) : `${t(`command.${id}`)} (${key.replace('mod', 'Ctrl')})`}>
      <ActionIcon
        variant={pressed === true ? 'light' : 'subtle'} color="gray" size="lg" aria-label={t(`command.${id}`)} aria-pressed={pressed} disabled={!can}
        onClick={() => { useBuilder.getState().run(id); }}
      ><Shape size={18} aria-hidden /></ActionIcon>
    </Tooltip>
  );
}

function Several({ label, icon: Shape, ids }: { readonly label: string; readonly icon: Icon; readonly ids: readonly string[] }) {
  const { t } = useTranslation('builder');
  const can = useBuilder(useShallow(() => ids.map((id) => commandOf(id)?.can?.() !== false)));
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Tooltip label={label}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} disabled={!can.includes(true)}><Shape size={18} aria-hidden /></ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {ids.map((id, index) => (
          <Menu.Item key={id} disabled={can[index] === false} rightSection={<Text size="xs" c="dimmed">{KEYS.get(id)?.replace('mod', 'Ctrl')}</Text>} onClick={() => { useBuilder.getState().run(id); }}>{t(`command.${id}`)}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Zoom() {
  const { t } = useTranslation('builder');
  const zoom = useBuilder((state) => Math.round(state.zoom * 100));
  const { zoomTo } = useBuilder.getState();
  return (
    <>
      <Tool id="zoom.out" icon={IconZoomOut} />
      <Menu position="bottom">
        <Menu.Target><Button variant="subtle" color="gray" size="compact-sm" w={60} aria-label={t('zoom', { zoom })}>{t('percent', { zoom })}</Button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => { zoomTo('fit'); }}>{t('command.zoom.fit')}</Menu.Item>
          {ZOOMS.map((one) => <Menu.Item key={one} onClick={() => { zoomTo(one); }}>{t('percent', { zoom: one * 100 })}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      <Tool id="zoom.in" icon={IconZoomIn} />
    </>
  );
}

export function Toolbar({ partner, children }: { readonly partner: string; readonly children?: ReactNode }) {
  const { t } = useTranslation('builder');
  const name = useBuilder((state) => state.doc.name);
  const preview = useBuilder((state) => state.mode === 'preview');
  return (
    <Group className={classes.toolbar} gap={4} wrap="nowrap" role="toolbar" aria-label={t('toolbar')}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('back')} renderRoot={(props) => <Link to="/p/$partner/templates" params={{ partner }} {...props} />}><IconArrowLeft size={18} aria-hidden /></ActionIcon>
      <Text component="h1" size="sm" fw={650} truncate className={classes.name}>{name}</Text>
      <Tool id="undo" icon={IconArrowBackUp} />
      <Tool id="redo" icon={IconArrowForwardUp} />
      <span className={classes.gap} />
      <Zoom />
      <span className={classes.gap} />
      <Several label={t('arrange')} icon={IconAlignBoxCenterMiddle} ids={ARRANGE} />
      <Several label={t('order')} icon={IconStack2} ids={ORDER} />
      <Tool id="duplicate" icon={IconCopyPlus} />
      <Tool id="lock" icon={IconLock} />
      <Tool id="hide" icon={IconEyeOff} />
      <Tool id="remove" icon={IconTrash} />
      <span className={classes.gap} />
      <Tool id="preview" icon={preview ? IconEye : IconPlayerPlay} pressed={preview} />
      <Group gap={8} ms="auto" wrap="nowrap">
        <SaveState />
        {children}
      </Group>
    </Group>
  );
}
