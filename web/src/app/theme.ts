import { createTheme, type CSSVariablesResolver, type MantineColorsTuple, rem } from '@mantine/core';

const indigo: MantineColorsTuple = [
  '#f1f2fd',
  '#e1e4fa',
  '#c5caf3',
  '#a5adea',
  '#8b95e2',
  '#6d78d8',
  '#5562cf',
  '#4652b8',
  '#3a449a',
  '#2e367b',
];

const gray: MantineColorsTuple = [
  '#f8f8f9',
  '#f2f2f4',
  '#e7e7ea',
  '#d9dade',
  '#c0c2c8',
  '#9a9da6',
  '#74777f',
  '#5a5d66',
  '#383a41',
  '#1b1c20',
];

const red: MantineColorsTuple = [
  '#fdf0f0',
  '#fbe3e3',
  '#fbdada',
  '#f2b0b0',
  '#e98686',
  '#dd5c5c',
  '#c02525',
  '#a82020',
  '#8e1b1b',
  '#751616',
];

const dark: MantineColorsTuple = [
  '#e6e7ea',
  '#cacccf',
  '#a2a5ad',
  '#7e818a',
  '#3a3c43',
  '#2c2e34',
  '#1d1e22',
  '#131417',
  '#0e0f11',
  '#08090a',
];

/** The scale of look.md: 20/16/14/12, spacing in steps of 4, radius 8, one accent. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 6, dark: 6 },
  colors: { indigo, gray, red, dark },
  black: '#1b1c20',
  fontFamily:
    '"Inter Variable", "Inter Fallback", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: rem(12), sm: rem(14), md: rem(14), lg: rem(16), xl: rem(20) },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: rem(4), sm: rem(8), md: rem(16), lg: rem(24), xl: rem(32) },
  radius: { xs: rem(4), sm: rem(6), md: rem(8), lg: rem(8), xl: rem(12) },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(20), lineHeight: '1.4' },
      h2: { fontSize: rem(16), lineHeight: '1.5' },
      h3: { fontSize: rem(14), lineHeight: '1.5' },
    },
  },
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: {
        size: 480,
        centered: true,
        padding: 'lg',
        transitionProps: { transition: 'fade', duration: 140 },
        overlayProps: { backgroundOpacity: 0.4 },
      },
    },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 120 } } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false } },
  },
});

/** One set of tokens; every colour of a page is one of these or one of Mantine's own. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--m-sidebar-width': rem(232),
    '--m-row-height': rem(44),
    '--m-speed': '140ms',
  },
  light: {
    '--mantine-color-dimmed': '#5f626b',
    '--mantine-color-placeholder': '#73767e',
    '--mantine-color-error': '#c22b2b',
    '--mantine-color-anchor': '#4652b8',
    '--m-sidebar': '#f7f7f8',
    '--m-surface': '#ffffff',
    '--m-line': '#e7e7ea',
    '--m-hover': '#f5f5f7',
    '--m-selected': '#ebebee',
    '--m-ok': '#1f8a4c',
    '--m-attention': '#b45f06',
    '--m-danger': '#c22b2b',
    '--m-off': '#8a8d96',
    '--m-accent': '#4652b8',
    '--m-accent-soft': '#f1f2fd',
    '--m-attention-soft': '#fdf4e3',
    '--m-danger-soft': '#fdeeee',
  },
  dark: {
    '--mantine-color-dimmed': '#a2a5ad',
    '--mantine-color-placeholder': '#8d9099',
    '--mantine-color-error': '#f28b8b',
    '--mantine-color-anchor': '#a5adea',
    '--m-sidebar': '#0e0f11',
    '--m-surface': '#1a1b1f',
    '--m-line': '#2a2c32',
    '--m-hover': '#1a1b1f',
    '--m-selected': '#24262b',
    '--m-ok': '#4cc07f',
    '--m-attention': '#e5a64b',
    '--m-danger': '#f28b8b',
    '--m-off': '#7e818a',
    '--m-accent': '#a5adea',
    '--m-accent-soft': '#1f2238',
    '--m-attention-soft': '#2b2315',
    '--m-danger-soft': '#301b1d',
  },
});
