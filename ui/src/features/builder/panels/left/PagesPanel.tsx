/** The pages by role: what is shown for one runner, for many, for nobody. A page that is missing is made of the one for one runner. */
import { ActionIcon, Button, Menu, Text, UnstyledButton } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { movePage, stepPage } from '../../../../document/edit/page-places';
import { addPage, copyContents, duplicatePage, removePage } from '../../../../document/edit/pages';
import { pagesInOrder, ROLES } from '../../../../document/page-order';
import type { Role } from '../../../../document/schema';
import { useBuilder } from '../../store';
import { docNow, edit, useDoc } from '../model';
import { pageName } from '../words';
import classes from './left.module.css';

export function PagesPanel() {
  const { t } = useTranslation('panels');
  const doc = useDoc((each) => each);
  const open = useBuilder((state) => state.page);
  const ids = pagesInOrder(doc);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const drop = (before: string): void => {
    if (dragged !== null) edit('edit.orderPages', (now) => movePage(now, dragged, before));
    setDragged(null);
    setOver(null);
  };
  const go = (id: string | undefined): void => { if (id !== undefined) useBuilder.getState().setPage(id); };
  const add = (role: Role): void => {
    const made = addPage(doc, { role, ...(doc.pages[open]?.bg === undefined ? {} : { bg: doc.pages[open].bg }) });
    edit('edit.addPage', () => made.doc);
    go(made.ids[0]);
  };
  const copy = (id: string): void => {
    const made = duplicatePage(docNow(), id);
    edit('edit.addPage', () => made.doc);
    go(made.ids[0]);
  };
  return (
    <div className={classes.panel}>
      <ul className={classes.list} aria-label={t('pages.label')}>
        {ids.map((id) => {
          const page = doc.pages[id];
          if (page === undefined) return null;
          const name = pageName(t, page);
          const others = ids.filter((other) => other !== id);
          return (
            <li
              key={id} className={classes.page} data-open={id === open} data-over={over === id && dragged !== id ? 'above' : undefined} draggable
              onDragStart={() => { setDragged(id); }} onDragEnd={() => { setDragged(null); setOver(null); }}
              onDragOver={(event) => { if (dragged !== null) { event.preventDefault(); setOver(id); } }} onDrop={() => { drop(id); }}
            >
              <UnstyledButton className={classes.name} aria-current={id === open ? 'page' : undefined} onClick={() => { go(id); }}>{name}{page.name !== undefined && page.name !== t(`role.${page.role}`) && <Text span size="xs" c="dimmed"> · {t(`role.${page.role}`)}</Text>}</UnstyledButton>
              <Menu withinPortal position="bottom-end">
                <Menu.Target><ActionIcon size="md" variant="subtle" color="gray" aria-label={t('pages.menu', { name })}><IconDots size={14} aria-hidden /></ActionIcon></Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => { copy(id); }}>{t('pages.duplicate')}</Menu.Item>
                  <Menu.Item disabled={ids[0] === id} onClick={() => { edit('edit.orderPages', (now) => stepPage(now, id, -1)); }}>{t('pages.earlier')}</Menu.Item>
                  <Menu.Item disabled={ids[ids.length - 1] === id} onClick={() => { edit('edit.orderPages', (now) => stepPage(now, id, 1)); }}>{t('pages.later')}</Menu.Item>
                  {others.length > 0 && <Menu.Label>{t('pages.copyFrom')}</Menu.Label>}
                  {others.map((from) => { const other = doc.pages[from]; return other !== undefined && <Menu.Item key={from} onClick={() => { edit('edit.copyPage', (now) => copyContents(now, from, id)); }}>{pageName(t, other)}</Menu.Item>; })}
                  {others.length > 0 && <><Menu.Divider /><Menu.Item color="red" onClick={() => { edit('edit.removePage', (now) => removePage(now, id)); }}>{t('pages.remove')}</Menu.Item></>}
                </Menu.Dropdown>
              </Menu>
            </li>
          );
        })}
      </ul>
      <Menu withinPortal position="bottom-start">
        <Menu.Target><Button size="compact-sm" mt={6} variant="default" leftSection={<IconPlus size={14} aria-hidden />}>{t('pages.add')}</Button></Menu.Target>
        <Menu.Dropdown>{ROLES.map((role) => <Menu.Item key={role} onClick={() => { add(role); }}>{t(`role.${role}`)}</Menu.Item>)}</Menu.Dropdown>
      </Menu>
      <Text size="xs" c="dimmed" mt={8}>{t('pages.derived')}</Text>
    </div>
  );
}
