/** The look: plain, dense, legible; one accent, tabular figures where numbers stand in columns (tables do it in app.css). */
import { Badge, Button, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const lane: MantineColorsTuple = ['#e8f4fb', '#d3e5f1', '#a6cae3', '#76add6', '#5095ca', '#3886c3', '#2a7ec0', '#1c6caa', '#0d6099', '#005387'];

export const theme = createTheme({
  colors: { lane },
  primaryColor: 'lane',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  fontFamily: "'Noto Sans Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Noto Sans Variable', system-ui, sans-serif", fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1.05rem' } } },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // A menu holds nothing but its items: the first one has the focus when it opens.
  // A button is never cut: what stands beside it wraps.
  components: { Menu: { defaultProps: { withInitialFocusPlaceholder: false } }, Button: Button.extend({ styles: { root: { flexShrink: 0 } } }), Modal: { styles: { title: { fontWeight: 650 } } }, Drawer: { styles: { title: { fontWeight: 650 } } }, Badge: Badge.extend({ defaultProps: { tt: 'none', variant: 'light' } }) },
});

const COLOURS = ['lane', 'red', 'orange', 'yellow', 'lime', 'green', 'teal', 'cyan', 'blue', 'indigo', 'violet', 'grape', 'pink', 'gray'] as const;

/** Text on its own pale colour: Mantine's darkest shade is 3.6:1 for orange. */
const onPale = Object.fromEntries(COLOURS.map((colour) => (
  [`--mantine-color-${colour}-light-color`, `color-mix(in srgb, var(--mantine-color-${colour}-9) 70%, black)`]
)));

/** Mantine's grey for lesser text is 3.3:1 on white; 4.5:1 is the least that everybody can read. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...onPale, '--mantine-color-dimmed': 'var(--mantine-color-gray-7)', '--mantine-color-placeholder': 'var(--mantine-color-gray-7)', '--mantine-color-error': 'var(--mantine-color-red-9)', '--mantine-color-red-text': 'var(--mantine-color-red-9)', '--mantine-color-orange-text': onPale['--mantine-color-orange-light-color'] ?? '' },
  dark: { '--mantine-color-dimmed': 'var(--mantine-color-dark-1)', '--mantine-color-placeholder': 'var(--mantine-color-dark-1)', '--mantine-color-error': 'var(--mantine-color-red-4)', '--mantine-color-red-text': 'var(--mantine-color-red-4)' },
});
