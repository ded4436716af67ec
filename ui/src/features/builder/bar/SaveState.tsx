/** Where the drawing is, in words: at the hub, on the way there, or here in this browser until the hub answers. */
import { Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { savingNow } from '../offline/attach';
import { useBuilder, type BuilderState } from '../store';
import classes from '../Builder.module.css';

/** The theme's shades for text; the plain ones are too pale for letters of this size. */
const COLOURS: Readonly<Partial<Record<BuilderState['saveState'], string>>> = { failed: 'var(--mantine-color-red-light-color)', offline: 'var(--mantine-color-orange-light-color)' };

export function SaveState() {
  const { t } = useTranslation('builder');
  const { t: more } = useTranslation('sharing');
  const state = useBuilder((builder) => builder.saveState);
  // The number of what waits grows while the state stays.
  useBuilder((builder) => builder.doc);
  const saving = savingNow();
  const waiting = saving?.is === 'offline' ? saving.waiting : 0;
  const short = waiting > 0 ? more('save.waiting', { count: waiting }) : t(`saved.${state}`);
  const long = saving?.is === 'refused' ? saving.sentence : more(`save.text.${state}`);
  return (
    <Tooltip label={long} multiline maw={320}>
      <Text size="xs" c={COLOURS[state] ?? 'dimmed'} className={classes.saved} role="status" data-saved={state}>{short}</Text>
    </Tooltip>
  );
}
