/** The role of one person, chosen in place. */
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Person, Role, RoleExplained } from '../../../api/generated';

interface Props {
  readonly person: Person;
  readonly roles: readonly RoleExplained[];
  readonly onChoose: (role: Role) => void;
}

export function RoleChoice({ person, roles, onChoose }: Props) {
  const { t } = useTranslation('people');
  const choose = (value: string | null): void => {
    const found = roles.find(({ role }) => role === value);
    if (found !== undefined && found.role !== person.role) onChoose(found.role);
  };
  return (
    <Select
      size="xs" aria-label={t('roleOf', { name: person.name })} value={person.role} allowDeselect={false} onChange={choose}
      data={roles.filter((one) => one.may_be_given || one.role === person.role).map(({ role }) => ({ value: role, label: t(`shell:role.${role}`) }))}
    />
  );
}
