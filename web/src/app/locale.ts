/**
 * The browser's own locale for numbers and the clock's 12 or 24 hours: 1.234,56 is what a German reads and types, whatever
 * the language of the words.
 */
export function numberLocale(): string {
  return navigator.language || 'en';
}

/** Whether this browser's people read 14:30 or 2:30 PM. */
export function hourCycle(): 'h12' | 'h23' {
  const cycle = new Intl.DateTimeFormat(numberLocale(), { hour: 'numeric' }).resolvedOptions().hourCycle;
  return cycle === 'h11' || cycle === 'h12' ? 'h12' : 'h23';
}
