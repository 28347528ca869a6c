import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { passwordStrength } from './password-strength';
import classes from './new-password-field.module.css';

interface NewPasswordFieldProps {
  label: string;
  value: string;
  onChange?: (value: unknown) => void;
  onBlur?: (event: unknown) => void;
  error?: ReactNode;
  'data-autofocus'?: boolean;
}

/** A password to be: with a meter in words, and password managers told that it is new. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  const { t } = useTranslation();
  const strength = passwordStrength(props.value);
  return (
    <div>
      <PasswordInput
        {...props}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('fields.showPassword'), 'aria-hidden': false, tabIndex: 0 }}
      />
      <div className={classes.meter} data-level={strength} aria-hidden="true">
        <span />
        <span />
        <span />
        <span />
      </div>
      <p className={classes.words} aria-live="polite">
        {props.value === '' ? t('password.rules') : t(`password.strength.${strength}`)}
      </p>
    </div>
  );
}
