/** Entries of an audit log: when, who, what, and each field that changed as it was and as it is. */
import { Badge, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../api/generated';
import classes from './AuditTable.module.css';
import { useFormat, type Format } from './time';

const FEW = 6;
const COLOURS: Readonly<Record<string, string>> = { created: 'green', deleted: 'red', changed: 'blue' };

interface Props {
  readonly entries: readonly AuditEntry[];
  readonly zone?: string | undefined;
}

export function AuditTable({ entries, zone }: Props) {
  const { t } = useTranslation('audit');
  const format = useFormat(zone);
  return (
    <div className={classes.box} role="region" aria-label={t('title')} tabIndex={0}>
      <table className={classes.table} role="table">
        <thead>
          <tr>
            <th scope="col" className={classes.when}>{t('when')}</th>
            <th scope="col" className={classes.who}>{t('who')}</th>
            <th scope="col" className={classes.what}>{t('what')}</th>
            <th scope="col">{t('changes')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id} role="row">
              <td role="cell" className="numbers">{format.exact(entry.at)}</td>
              <td role="cell">
                <Text size="sm" fw={600}>{entry.who.kind === 'process' ? t('actor.process') : entry.who.name}</Text>
                <Text size="xs" c="dimmed">{[entry.who.kind === 'user' ? '' : t(`actor.${entry.who.kind}`), entry.who.address].filter((one) => one !== '').join(' · ')}</Text>
              </td>
              <td role="cell">
                <Badge color={COLOURS[entry.action] ?? 'gray'}>{t(`action.${entry.action.replaceAll(' ', '_')}`, entry.action)}</Badge>
                <Text size="sm">{t(`subject.${entry.subject.replaceAll(' ', '_')}`, entry.subject)} {entry.subject_id}</Text>
              </td>
              <td role="cell"><Changes entry={entry} zone={zone} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Changes({ entry, zone }: { readonly entry: AuditEntry; readonly zone: string | undefined }) {
  const { t } = useTranslation('audit');
  const format = useFormat(zone);
  const [whole, setWhole] = useState(false);
  const fields = [...new Set([...Object.keys(entry.old ?? {}), ...Object.keys(entry.new ?? {})])].filter((field) => told(entry.old?.[field]) || told(entry.new?.[field]));
  const shown = whole ? fields : fields.slice(0, FEW);
  return (
    <Stack gap={2}>
      {entry.reason !== '' && <Text size="sm" fs="italic">{entry.reason}</Text>}
      {shown.map((field) => (
        <Text size="sm" key={field} className={classes.field}>
          <Text span size="sm" c="dimmed">{t(`field.${field}`, field.replaceAll('_', ' '))}: </Text>
          {entry.old !== null && <Text span size="sm" className={entry.new === null ? undefined : classes.old}>{written(entry.old[field], format)}</Text>}
          {entry.old !== null && entry.new !== null && <span aria-label={t('became')}> → </span>}
          {entry.new !== null && <Text span size="sm" fw={entry.old === null ? 400 : 600}>{written(entry.new[field], format)}</Text>}
        </Text>
      ))}
      {fields.length > FEW && <div><Button size="compact-xs" variant="subtle" aria-expanded={whole} onClick={() => { setWhole(!whole); }}>{whole ? t('fewer') : t('more', { count: fields.length - FEW })}</Button></div>}
    </Stack>
  );
}

/** Blank on both sides says nothing. */
function told(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

function written(value: unknown, format: Format): string {
  if (!told(value)) return '–';
  if (typeof value === 'string' && INSTANT.test(value)) return format.exact(value);
  if (Array.isArray(value)) return value.map((one) => written(one, format)).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean); // nothing else is in JSON
}
