/**
 * Mantine's field for a colour, its picker named (the field gives it no names, so they come as the theme's) and closed by
 * a press elsewhere and by Escape: the field itself only closes it when it loses the focus.
 */
import { ColorInput, MantineThemeProvider, type ColorInputProps } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Before anything else hears of it: the canvas keeps a press from becoming one of the mouse. */
const PRESSES = ['pointerdown'];

export function ColourInput({ onFocus, onClick, onBlur, onKeyDown, ...props }: ColorInputProps) {
  const { t, i18n } = useTranslation('panels');
  const [open, setOpen] = useState(false);
  const theme = useMemo(() => ({ components: { ColorPicker: { defaultProps: { saturationLabel: t('colour.shade'), hueLabel: t('colour.hue'), alphaLabel: t('colour.alpha') } } } }), [t, i18n.language]);
  return (
    <MantineThemeProvider theme={theme}>
      <ColorInput
        size="xs" format="hexa" fixOnBlur={false} withEyeDropper={false} {...props} data-mantine-stop-propagation={open}
        popoverProps={{ withinPortal: true, transitionProps: { duration: 0 }, opened: open, clickOutsideEvents: PRESSES, onDismiss: () => { setOpen(false); } }}
        onFocus={(event) => { setOpen(true); onFocus?.(event); }}
        onClick={(event) => { setOpen(true); onClick?.(event); }}
        onBlur={(event) => { setOpen(false); onBlur?.(event); }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && open) { event.stopPropagation(); setOpen(false); }
          onKeyDown?.(event);
        }}
      />
    </MantineThemeProvider>
  );
}
