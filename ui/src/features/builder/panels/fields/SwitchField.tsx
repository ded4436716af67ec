/** Yes or no. */
import { Checkbox } from '@mantine/core';

interface Props {
  readonly label: string;
  readonly value: boolean;
  readonly mixed?: boolean;
  readonly onCommit: (value: boolean) => void;
}

export function SwitchField({ label, value, mixed = false, onCommit }: Props) {
  return <Checkbox size="xs" label={label} checked={value} indeterminate={mixed} onChange={({ currentTarget: { checked } }) => { onCommit(checked); }} />;
}
