/** The person's own: language, colours, account, the way out. */
import { Menu, Text, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconKeyboard, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { cloneElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../api/me';
import { LANGUAGES } from '../languages';
import type { Target } from './DeferredMenu';
import { openHints } from './dialogs';
import { useLanguage } from './useLanguage';
import { useOpened } from './useOpened';
import { useSignOut } from './useSignOut';

const SCHEMES = [
  { value: 'auto', label: 'scheme.auto', icon: IconDeviceDesktop },
  { value: 'light', label: 'scheme.light', icon: IconSun },
  { value: 'dark', label: 'scheme.dark', icon: IconMoon },
] as const satisfies readonly { value: MantineColorScheme; label: string; icon: typeof IconSun }[];

export function UserMenuList({ me, target }: { readonly me: Me; readonly target: Target }) {
  const { t, i18n } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { button, opened, setOpened } = useOpened();
  const speak = useLanguage();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={240} opened={opened} onChange={setOpened}>
      <Menu.Target>{cloneElement(target, { ref: button })}</Menu.Target>
      <Menu.Dropdown mah="85dvh" style={{ overflowY: 'auto' }}>
        <Menu.Label><Text size="sm" fw={600} truncate>{me.name}</Text>{me.email}</Menu.Label>
        <Menu.Item leftSection={<IconUserCircle size={16} aria-hidden />} renderRoot={(props) => <Link {...props} to="/account" />}>{t('user.account')}</Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={() => { openHints(); }}>{t('hints.title')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        <Menu.RadioGroup value={i18n.language} onChange={speak}>
          {LANGUAGES.map(({ code, name }) => <Menu.RadioItem key={code} value={code} lang={code}>{name}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('scheme.label')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => { setColorScheme(value as MantineColorScheme); /* one of SCHEMES */ }}>
          {SCHEMES.map(({ value, label, icon: Icon }) => <Menu.RadioItem key={value} value={value} rightSection={<Icon size={16} aria-hidden />}>{t(label)}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => { void signOut(); }}>{t('user.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
