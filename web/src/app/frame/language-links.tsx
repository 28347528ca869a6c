import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n';
import { type Language, languages } from '../locale';
import classes from './card-frame.module.css';

/** The other languages, each in its own words: who is signed out has no menu to find them in. */
export function LanguageLinks() {
  const { i18n } = useTranslation();
  const others = Object.entries(languages).filter(([value]) => value !== i18n.language);
  return others.map(([value, name]) => (
    <UnstyledButton
      key={value}
      lang={value}
      className={classes.language}
      onClick={() => void chooseLanguage(value as Language)}
    >
      {name}
    </UnstyledButton>
  ));
}
