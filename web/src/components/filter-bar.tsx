import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-bar.module.css';

export function FilterBar({ children }: { children: ReactNode }) {
  return (
    <div role="search" className={classes.bar}>
      {children}
    </div>
  );
}

/** Types at once, asks a moment later. */
export function SearchField(props: { label: string; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(props.value);
  const tell = useDebouncedCallback(props.onChange, 250);
  // Back and forward change the address from outside.
  useEffect(() => setTyped(props.value), [props.value]);
  const enter = (value: string) => {
    setTyped(value);
    tell(value.trim());
  };
  return (
    <TextInput
      className={classes.search}
      type="search"
      aria-label={props.label}
      placeholder={props.label}
      value={typed}
      onChange={(event) => enter(event.currentTarget.value)}
      leftSection={<Search size={16} aria-hidden="true" />}
      rightSection={
        typed ? <CloseButton size="sm" aria-label={t('common.clearSearch')} onClick={() => enter('')} /> : null
      }
    />
  );
}

/** One of a few values, or all; the browser's own, which phones know best and which costs nothing to load. */
export function FilterSelect<Value extends string>(props: {
  label: string;
  all: string;
  value: Value | null;
  options: ReadonlyArray<{ value: Value; label: string }>;
  onChange: (value: Value | null) => void;
}) {
  return (
    <NativeSelect
      className={classes.select}
      aria-label={props.label}
      value={props.value ?? ''}
      data={[{ value: '', label: props.all }, ...props.options]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        props.onChange(props.options.find((option) => option.value === value)?.value ?? null);
      }}
    />
  );
}
