/** Which built-in template a display has: a picture, a word and a sentence for each. */
import { Radio, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Template } from '../api/display-sessions';
import classes from './TemplateChoice.module.css';
import { TemplatePicture } from './TemplatePicture';

export const TEMPLATES: readonly Template[] = ['standard', 'spotlight', 'wall'];

interface Props {
  readonly value: string;
  readonly onChange: (template: Template) => void;
  readonly disabled?: boolean;
}

export function TemplateChoice({ value, onChange, disabled = false }: Props) {
  const { t } = useTranslation('displays');
  return (
    <Radio.Group label={t('template.label')} value={value} onChange={(template) => { onChange(template as Template); }}>
      <div className={classes.choices}>
        {TEMPLATES.map((template) => (
          <Radio.Card key={template} value={template} className={classes.choice} disabled={disabled} aria-label={t(`template.${template}`)}>
            <TemplatePicture template={template} />
            <Text fw={650} size="sm">{t(`template.${template}`)}</Text>
            <Text size="xs" c="dimmed">{t(`template.${template}Text`)}</Text>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
