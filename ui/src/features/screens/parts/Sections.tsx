/** Screens under the headings of their groups, or of the display sessions that they show. */
import { Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import type { By, Section } from '../choice';
import { ofSection } from '../target';
import type { Chosen } from '../useChosen';
import type { View } from './Filters';
import type { RowProps } from './rows';
import { ScreenMenu } from './ScreenMenu';
import { ScreensTable } from './ScreensTable';
import { Wall } from './Wall';
import classes from './Screens.module.css';

interface Props extends Omit<RowProps, 'onChoose'> {
  readonly sections: readonly Section[];
  readonly all: readonly Screen[];
  readonly by: By;
  readonly view: View;
  readonly chosen: Chosen;
  readonly renaming: number | null;
  /** Nothing within reach is left out of `all`, so that a group by its name is the group that is seen. */
  readonly everything: boolean;
}

export function Sections({ sections, all, by, view, chosen, renaming, everything, ...row }: Props) {
  const { t } = useTranslation('screens');
  const List = view === 'wall' ? Wall : ScreensTable;
  return (
    <Stack gap="lg">
      {sections.map((section) => {
        const { key, screens } = section;
        const title = section.title === '' ? t(by === 'group' ? 'noGroup' : 'noSession') : section.title;
        const picked = screens.filter(({ id }) => chosen.ids.has(id)).length;
        const down = screens.filter(({ state }) => state === 'down').length;
        const whole = everything && all.filter((screen) => (by === 'group' ? screen.group : String(screen.session?.id ?? '')) === key).length === screens.length;
        return (
          <section key={key} className={classes.section} aria-label={title}>
            <Group gap="sm" mb={8} wrap="nowrap">
              <Checkbox
                checked={picked === screens.length} indeterminate={picked > 0 && picked < screens.length} aria-label={t('chooseAll', { name: title, count: screens.length })}
                onChange={() => { chosen.all(screens); }}
              />
              <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>{title}</Title>
              <Text size="sm" c="dimmed" style={{ flex: 'none' }}>{t('count', { count: screens.length })}{down > 0 && `, ${t('countDown', { count: down })}`}</Text>
              <ScreenMenu target={ofSection(section, by, whole)} label={t('actionsOfAll', { name: title })} acting={row.acting} onAsk={row.onAsk} />
            </Group>
            <List label={title} screens={screens} chosen={chosen.ids} renaming={renaming} onChoose={chosen.toggle} {...row} />
          </section>
        );
      })}
    </Stack>
  );
}
