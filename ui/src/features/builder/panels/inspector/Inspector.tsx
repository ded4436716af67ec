/** What is chosen, in exact figures: everything that can be said of it, in sections that stay as one left them. */
import { Accordion, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useChosen } from '../model';
import { blockName } from '../words';
import { ContentSection, hasContent } from './ContentSection';
import { lettered, LettersSection } from './LettersSection';
import { LookSection } from './LookSection';
import { MotionSection } from './MotionSection';
import { PositionSection } from './PositionSection';
import { WhenSection } from './WhenSection';

type Section = 'content' | 'letters' | 'position' | 'look' | 'when' | 'motion';
const USUAL: readonly string[] = ['content', 'position', 'letters'];
let left: readonly string[] = USUAL;

export function Inspector() {
  const { t } = useTranslation('panels');
  const [open, setOpen] = useState<readonly string[]>(left);
  const chosen = useChosen();
  const [first] = chosen;
  if (first === undefined) return <Text size="sm" c="dimmed" p="sm">{t('inspector.nothing')}</Text>;
  const [id, block] = first;
  const sections: readonly (readonly [Section, ReactNode])[] = [
    ...(chosen.length === 1 && hasContent(block) ? [['content', <ContentSection key={id} id={id} block={block} />] as const] : []),
    ['position', <PositionSection key="position" />],
    ...(chosen.every(([, each]) => lettered(each)) ? [['letters', <LettersSection key="letters" />] as const] : []),
    ['look', <LookSection key="look" />],
    ['when', <WhenSection key="when" />],
    ['motion', <MotionSection key="motion" />],
  ];
  return (
    <Stack gap={0} role="region" aria-label={t('inspector.label')}>
      <Text fw={650} size="sm" px="sm" py={6} style={{ overflowWrap: 'anywhere' }}>{chosen.length === 1 ? blockName(t, block) : t('inspector.several', { count: chosen.length })}</Text>
      <Accordion multiple order={3} chevronPosition="left" chevronSize={16} value={[...open]} onChange={(next) => { left = next; setOpen(next); }} styles={{ label: { paddingBlock: 6, fontSize: 13, fontWeight: 600 }, content: { paddingInline: 12 }, control: { paddingInline: 8 } }}>
        {sections.map(([name, body]) => (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>{t(`section.${name}`)}</Accordion.Control>
            <Accordion.Panel>{open.includes(name) && body}</Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Stack>
  );
}
