/** What each location of a timing session is for, whether it is shown, and how old its data is. */
import { Checkbox, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UsedLocation, LocationRole } from '../../api/timing-choice';
import { DataAge } from '../DataAge';
import { ROLES } from './roles';
import classes from './chooser.module.css';

const NO_ROLE = 'none';

interface Props {
  readonly locations: readonly UsedLocation[];
  /** When the newest read of each came in; a location that is not in it has not been heard. */
  readonly newest: ReadonlyMap<string, number | null>;
  readonly clockAhead?: number;
  readonly busy?: boolean;
  readonly onChange: (changed: UsedLocation) => void;
}

export function LocationRoles({ locations, newest, clockAhead = 0, busy = false, onChange }: Props) {
  const { t } = useTranslation('displays');
  if (locations.length === 0) return <Text size="sm" c="dimmed">{t('location.none')}</Text>;
  return (
    <ul className={classes.locations} aria-label={t('location.title')}>
      {locations.map((each) => (
        <li key={each.name} className={classes.location}>
          <Checkbox
            checked={each.shown} disabled={busy} label={each.name} aria-label={t('location.shown', { name: each.name })}
            onChange={({ currentTarget: { checked } }) => { onChange({ ...each, shown: checked }); }} styles={{ label: { overflowWrap: 'anywhere' } }}
          />
          <Select
            size="xs" w="8.5rem" aria-label={t('location.roleOf', { name: each.name })} allowDeselect={false} disabled={busy} value={each.role ?? NO_ROLE}
            data={[...ROLES, NO_ROLE].map((role) => ({ value: role, label: t(`role.${role}`) }))}
            onChange={(role) => { onChange({ ...each, role: role === NO_ROLE ? null : role as LocationRole }); }} // one of the above
          />
          <span className={classes.age}><DataAge at={newest.get(each.name) ?? null} clockAhead={clockAhead} /></span>
        </li>
      ))}
    </ul>
  );
}
