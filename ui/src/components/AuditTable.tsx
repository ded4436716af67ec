/** Entries of an audit log: when, who, what, and each field that changed as it was and as it is. */
import { Badge, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../api/generated';
import classes from './AuditTable.module.css';
import { useFormat } from './time';

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
                <Badge color={COLOURS[entry.action] ?? 'gray'}>{t(`action.${keyOf(entry.action)}`, entry.action)}</Badge>
                <Text size="sm">{t(`subject.${keyOf(entry.subject)}`, entry.subject)} {entry.subject_id}</Text>
              </td>
              <td role="cell" className={classes.changes}><Changes entry={entry} zone={zone} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Changes({ entry, zone }: { readonly entry: AuditEntry; readonly zone: string | undefined }) {
  const { t } = useTranslation('audit');
  const written = useWritten(zone);
  const [whole, setWhole] = useState(false);
  const fields = [...new Set([...Object.keys(entry.old ?? {}), ...Object.keys(entry.new ?? {})])].filter((field) => told(entry.old?.[field]) || told(entry.new?.[field]));
  const shown = whole ? fields : fields.slice(0, FEW);
  return (
    <Stack gap={2}>
      {entry.reason !== '' && <Text size="sm" fs="italic">{entry.reason}</Text>}
      {shown.map((field) => (
        <Text size="sm" key={field} className={classes.field}>
          <Text span size="sm" c="dimmed">{t(`field.${keyOf(field)}`, field.replaceAll('_', ' '))}: </Text>
          {entry.old !== null && <Text span size="sm" className={entry.new === null ? undefined : classes.old}>{written(entry.old[field], field)}</Text>}
          {entry.old !== null && entry.new !== null && <span aria-label={t('became')}> → </span>}
          {entry.new !== null && <Text span size="sm" fw={entry.old === null ? 400 : 600}>{written(entry.new[field], field)}</Text>}
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

const keyOf = (name: string): string => name.replaceAll(' ', '_');

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
/** What may stand in a table of words; anything else would be read as a path into it. */
const CODE = /^[\w-]+$/;

/** A value in the reader's words where it is one of a few; what has no words yet is told as it is. */
function useWritten(zone: string | undefined): (value: unknown, field: string) => string {
  const { t } = useTranslation(['audit', 'people', 'webhooks']);
  const format = useFormat(zone);
  const written = (value: unknown, field: string): string => {
    if (!told(value)) return '–';
    if (typeof value === 'boolean') return t(`truth.${value}`);
    if (Array.isArray(value)) return value.map((one) => written(one, field)).join(', ');
    if (typeof value === 'object') return JSON.stringify(value);
    const text = String(value as string | number); // nothing else is in JSON
    if (INSTANT.test(text)) return format.exact(text);
    if (field === 'scopes') return t(`people:permission.${text.replace('.', '_')}`, text);
    if (field === 'kinds') return t(`webhooks:kind.${text.replaceAll('.', '_')}`, text);
    return CODE.test(text) ? t(`value.${keyOf(field)}.${text}`, text) : text;
  };
  return written;
}
