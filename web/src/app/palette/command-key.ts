import { useTranslation } from 'react-i18next';

/** Apple's keyboards have ⌘ where the others have Ctrl. */
export function useCommandKey(): string {
  const { t } = useTranslation();
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : t('palette.ctrl');
}
