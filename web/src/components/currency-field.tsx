import { Select } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';

interface CurrencyFieldProps {
  value?: string;
  onChange?: (currency: string) => void;
  error?: ReactNode;
  description?: string;
}

/** An ISO 4217 code with its name, found by either. */
export function CurrencyField({ value, onChange, ...rest }: CurrencyFieldProps) {
  const { t, i18n } = useTranslation();
  const data = useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: 'currency' });
    const codes = new Set([...Intl.supportedValuesOf('currency'), ...(value ? [value] : [])]);
    return [...codes].map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }));
  }, [i18n.language, value]);
  return (
    <Select
      {...rest}
      label={t('money.currency')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      searchable
      data={data}
      limit={100}
      value={value ?? null}
      onChange={(code) => {
        if (code) onChange?.(code);
      }}
      nothingFoundMessage={t('money.noCurrency')}
      maxDropdownHeight={240}
      comboboxProps={{ shadow: 'md' }}
    />
  );
}
