/** Mantine's field for a colour, its picker named: the field gives it no names, so they come as the theme's. */
import { ColorInput, MantineThemeProvider, type ColorInputProps } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export function ColourInput(props: ColorInputProps) {
  const { t, i18n } = useTranslation('panels');
  const theme = useMemo(() => ({ components: { ColorPicker: { defaultProps: { saturationLabel: t('colour.shade'), hueLabel: t('colour.hue'), alphaLabel: t('colour.alpha') } } } }), [t, i18n.language]);
  return <MantineThemeProvider theme={theme}><ColorInput size="xs" format="hexa" fixOnBlur={false} withEyeDropper={false} {...props} /></MantineThemeProvider>;
}
