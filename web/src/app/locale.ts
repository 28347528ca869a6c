/** The languages that there are words for, each under its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const;

export type Language = keyof typeof languages;

const key = 'muster-language';

const isLanguage = (value: string | null): value is Language => value !== null && Object.hasOwn(languages, value);

function stored(): Language | null {
  try {
    const value = window.localStorage.getItem(key);
    return isLanguage(value) ? value : null;
  } catch {
    return null;
  }
}

let chosen = stored();

/** What was chosen on this device; null where nothing was. */
export function rememberedLanguage(): Language | null {
  return chosen;
}

export function rememberLanguage(language: Language): void {
  chosen = language;
  try {
    window.localStorage.setItem(key, language);
  } catch {
    // Storage is switched off: it holds until the page is loaded again.
  }
}

/** The first of the browser's languages that there are words for. */
export function browserLanguage(): Language {
  return navigator.languages.map((one) => one.split('-', 1)[0] ?? '').find(isLanguage) ?? 'en';
}

/** The browser's variant of the language of the words: day before month for those who write it so. */
export function variantOf(language: string): string {
  return navigator.languages.find((one) => one === language || one.startsWith(`${language}-`)) ?? language;
}

/**
 * Whose numbers these are, and whose 12 or 24 hours: 1.234,56 is what a German reads and types. The browser's own locale,
 * unless a language was chosen here: then a variant of that.
 */
export function numberLocale(): string {
  return chosen ? variantOf(chosen) : navigator.language || 'en';
}

const cycles = new Map<string, 'h12' | 'h23'>();

/** Whether this browser's people read 14:30 or 2:30 PM. */
export function hourCycle(): 'h12' | 'h23' {
  const locale = numberLocale();
  const known = cycles.get(locale);
  if (known) return known;
  const { hourCycle: cycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  const kept = cycle === 'h11' || cycle === 'h12' ? 'h12' : 'h23';
  cycles.set(locale, kept);
  return kept;
}
