/** IANA zones, found by any part of their name; what this browser is in stands first. */
import { Select, type SelectProps } from '@mantine/core';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const MOST = 60;

export function zonesWith(current: string | null | undefined): string[] {
  return [...new Set([HERE, ...(current === null || current === undefined || current === '' ? [] : [current]), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}

export function ZoneSelect(props: Omit<SelectProps, 'data'>) {
  return <Select {...props} data={zonesWith(props.value)} searchable limit={MOST} allowDeselect={false} selectFirstOptionOnChange />;
}

/** For a new partner or event: where we are. */
export const zoneHere = HERE;
