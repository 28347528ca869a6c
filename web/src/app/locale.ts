/**
 * The browser's own locale for numbers and the clock's 12 or 24 hours: 1.234,56 is what a German reads and types, whatever
 * the language of the words.
 */
export function numberLocale(): string {
  return navigator.language || 'en';
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
