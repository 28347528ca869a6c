import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { useProblemText } from './problem-text';
import classes from './code-field.module.css';

/** A code of an authenticator app or a backup code; takes a paste with spaces and dashes. */
export function CodeField(props: {
  value: string;
  onChange: (value: string) => void;
  problem: Problem | null;
  help: string;
}) {
  const { t } = useTranslation();
  const text = useProblemText();
  return (
    <TextInput
      label={t('mfa.code')}
      description={props.help}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value.replace(/[^0-9a-z]/gi, '').toUpperCase())}
      error={props.problem?.code === 'mfa_invalid' ? text(props.problem) : null}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      data-autofocus
      classNames={{ input: classes.code }}
    />
  );
}
