/** Number and name of a screen; renamed in place: Enter keeps it, Escape leaves it. */
import { Text, TextInput, UnstyledButton } from '@mantine/core';
import { useRef, useState, type FocusEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../api/generated';
import classes from './Screens.module.css';

interface Props {
  readonly screen: Screen;
  readonly renaming: boolean;
  readonly onOpen: () => void;
  /** Null: it stays as it is. */
  readonly onRenamed: (name: string | null) => void;
}

export function ScreenName({ screen, renaming, onOpen, onRenamed }: Props) {
  const { t } = useTranslation('screens');
  if (renaming) return <Rename screen={screen} onRenamed={onRenamed} />;
  return (
    <UnstyledButton className={classes.name} aria-haspopup="dialog" title={t('open', { number: screen.number })} onClick={onOpen}>
      <Text span className={classes.number}>{screen.number}</Text>
      <Text span fw={600} className={classes.words}>{screen.name}</Text>
    </UnstyledButton>
  );
}

const JUST_MS = 400;

function Rename({ screen, onRenamed }: Pick<Props, 'screen' | 'onRenamed'>) {
  const { t } = useTranslation('screens');
  const [name, setName] = useState(screen.name);
  const [opened] = useState(() => performance.now());
  const left = useRef(false);
  const keep = (): void => {
    if (left.current) return;
    left.current = true;
    const told = name.trim();
    onRenamed(told === '' || told === screen.name ? null : told);
  };
  /** The menu from which one came gives the focus back to its button, after the field has it. */
  const blur = ({ currentTarget }: FocusEvent<HTMLInputElement>): void => {
    if (performance.now() - opened < JUST_MS) setTimeout(() => { currentTarget.focus(); }, 0);
    else keep();
  };
  return (
    <TextInput
      size="xs" flex={1} miw={0} autoFocus value={name} maxLength={60} aria-label={t('rename.label', { number: screen.number })} onFocus={(event) => { event.currentTarget.select(); }}
      onChange={(event) => { setName(event.currentTarget.value); }} onBlur={blur}
      onKeyDown={(event) => {
        if (event.key === 'Enter') { event.preventDefault(); keep(); }
        if (event.key === 'Escape') { event.stopPropagation(); left.current = true; onRenamed(null); }
      }}
    />
  );
}
