import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n';
import { type Language, languages } from '../locale';
import classes from './card-frame.module.css';

/** The other languages, each in its own words: who is signed out has no menu to find them in. */
export function LanguageLinks() {
  const { t, i18n } = useTranslation();
  const [failed, setFailed] = useState(false);
  const others = Object.entries(languages).filter(([value]) => value !== i18n.language);
  const choose = async (language: Language) => {
    setFailed(false);
    await chooseLanguage(language).catch(() => setFailed(true));
  };
  return (
    <>
      {others.map(([value, name]) => (
        <UnstyledButton
          key={value}
          lang={value}
          className={classes.language}
          onClick={() => void choose(value as Language)}
        >
          {name}
        </UnstyledButton>
      ))}
      {failed ? <span role="alert">{t('problems.network')}</span> : null}
    </>
  );
}
