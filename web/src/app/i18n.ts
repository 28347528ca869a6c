import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { browserLanguage, type Language, rememberedLanguage, rememberLanguage } from './locale';
import en from './texts/en.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** English is part of the program, and what stands in for a text that a language does not have. */
const others: Record<Exclude<Language, 'en'>, () => Promise<{ default: object }>> = {
  de: () => import('./texts/de.json'),
};

async function learn(language: Language): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    const { default: texts } = await others[language]();
    i18next.addResourceBundle(language, 'translation', texts);
  }
}

async function speak(language: Language): Promise<void> {
  await learn(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/**
 * Changes the language of the words at once, and remembers it on this device.
 *
 * @throws TypeError where its words cannot be had; all stays as it was.
 */
export async function chooseLanguage(language: Language): Promise<void> {
  await learn(language);
  // Before the words change: numbers and times are drawn along with them.
  rememberLanguage(language);
  await speak(language);
}

void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  // React escapes.
  interpolation: { escapeValue: false },
});

/** Settled once the words are there: in English where those of another language cannot be had. */
export const wordsAreHere = speak(rememberedLanguage() ?? browserLanguage()).catch(() => undefined);

export { i18next };
