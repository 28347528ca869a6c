import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';

/** A problem in plain words: by its code from the catalogue, else a general sentence. */
export function useProblemText(): (problem: Problem) => string {
  const { t, i18n } = useTranslation();
  return (problem) => {
    const key = `problems.${problem.code}`;
    if (problem.code === 'rate_limited') {
      return problem.retryAfter === null
        ? t('problems.rate_limited')
        : t('problems.rate_limited_for', { time: duration(problem.retryAfter, i18n.language) });
    }
    // The code comes from the server, so the catalogue is asked whether it has it.
    return i18n.exists(key) ? String(i18n.t(key as 'problems.unexpected')) : t('problems.unexpected');
  };
}

/** Seconds in words, rounded up: "40 seconds", "3 minutes", "2 hours". */
function duration(seconds: number, language: string): string {
  const [value, unit] =
    seconds < 90 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(value));
}
