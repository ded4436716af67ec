/** Which template a display has: one of ours, or one that was drawn here and published. Named by reference, as the hub keeps it. */
import { Radio, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { versionQuery, type Drawn, type TemplateRow } from '../api/templates';
import { DocumentPicture } from './DocumentPicture';
import classes from './TemplateChoice.module.css';
import { TemplatePicture } from './TemplatePicture';
import { known, useTemplates } from './useTemplates';

interface Props {
  readonly value: string;
  readonly onChange: (template: string) => void;
  readonly disabled?: boolean;
}

export function TemplateChoice({ value, onChange, disabled = false }: Props) {
  const { t } = useTranslation('displays');
  const { choices, starters, own } = useTemplates(value);
  return (
    <Radio.Group label={t('template.label')} value={value} onChange={onChange}>
      <div className={classes.choices}>
        {choices.map(({ reference, name }) => {
          const ours = known(reference);
          const row = own.find(({ id }) => String(id) === reference);
          const starter = starters.find((each) => each.name === reference);
          return (
            <Radio.Card key={reference} value={reference} className={classes.choice} disabled={disabled} aria-label={name}>
              {row !== undefined && row.published !== null ? <Published row={row} version={row.published} /> : starter === undefined ? <TemplatePicture template={reference} /> : <Drawing document={starter.document} width={starter.width} height={starter.height} />}
              <Text fw={650} size="sm" style={{ overflowWrap: 'anywhere' }}>{name}</Text>
              <Text size="xs" c="dimmed">{ours === undefined ? sized(row ?? starter) : t(`template.${ours}Text`)}</Text>
            </Radio.Card>
          );
        })}
      </div>
    </Radio.Group>
  );
}

function sized(of: { readonly width: number; readonly height: number } | undefined): string {
  return of === undefined ? '' : `${of.width} × ${of.height}`;
}

function Published({ row: { id, width, height }, version }: { readonly row: TemplateRow; readonly version: number }) {
  const drawn = useQuery({ ...versionQuery(id, version), throwOnError: false });
  return <Drawing document={drawn.data?.document ?? null} width={width} height={height} />;
}

function Drawing({ document, width, height }: { readonly document: Drawn | null; readonly width: number; readonly height: number }) {
  return <span className={classes.drawing}><DocumentPicture document={document} width={width} height={height} /></span>;
}
