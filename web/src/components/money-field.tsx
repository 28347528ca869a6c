import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

/** An amount as text, in the locale's habits; `useMoney().parse` reads it. */
export function MoneyField(props: {
  label: string;
  /** For where the label stands elsewhere. */
  hiddenLabel?: boolean;
  currency: string;
  value?: string;
  onChange?: (value: string) => void;
  onBlur?: (event: unknown) => void;
  error?: ReactNode;
  placeholder?: string;
  'data-path'?: string;
  'data-autofocus'?: boolean;
}) {
  const { label, hiddenLabel, currency, onChange, ...rest } = props;
  return (
    <TextInput
      {...rest}
      {...(hiddenLabel ? { 'aria-label': label } : { label })}
      inputMode="decimal"
      autoComplete="off"
      rightSection={<span aria-hidden="true">{currency}</span>}
      rightSectionWidth={48}
      rightSectionPointerEvents="none"
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' }, section: { fontSize: 12 } }}
      onChange={(event) => onChange?.(event.currentTarget.value)}
    />
  );
}
