import { escapeHtml } from '../escape-html.js';
import type { CalendarEmulator, ShownEvent } from './emulator.js';

/** The page on which one watches an emulated calendar fill, and changes it by hand. Looks again every three seconds. */
export function calendarPage(
  emulator: CalendarEmulator,
  { nameOf, revocable }: { nameOf: (accountId: string) => string; revocable: boolean },
): string {
  const accounts = emulator.accounts();
  const calendars = accounts.map((account) => {
    const days = Map.groupBy(
      emulator.shown(account).sort((a, b) => a.start.localeCompare(b.start)),
      ({ start }) => start.slice(0, 10),
    );
    const sections = [...days].map(
      ([day, events]) =>
        `<h3>${escapeHtml(day)}</h3>\n<ul>\n${events.map((event) => item(emulator, account, event)).join('\n')}\n</ul>`,
    );
    const revoke = revocable ? `\n<p>${form(emulator, 'revoke', 'Take away Muster’s access', { account })}</p>` : '';
    return `<section>\n<h2>${escapeHtml(nameOf(account))}</h2>\n${sections.join('\n') || '<p>No events.</p>'}${revoke}\n</section>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>${emulator.title} stand-in</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.5rem } h2 { font-size: 1.25rem } h3 { font-size: 1rem; margin-bottom: .25rem }
  ul { list-style: none; padding: 0 } li { border: 1px solid; border-radius: .5rem; padding: .5rem .75rem; margin: .25rem 0 }
  pre { font: inherit; white-space: pre-wrap; margin: .25rem 0; opacity: .8 }
  form { display: inline } button { font: inherit }
</style>
</head>
<body>
<h1>${emulator.title}</h1>
<p>This is a local stand-in, in memory. Times are in UTC. What you change here by hand is put right at the next sweep.</p>
${calendars.join('\n') || '<p>Nobody has connected a calendar yet.</p>'}
</body>
</html>`;
}

function item(emulator: CalendarEmulator, account: string, event: ShownEvent): string {
  const when = event.allDay
    ? `all day until ${event.end}`
    : `${event.start.slice(11, 16)} to ${event.end.slice(11, 16)}`;
  const button = (act: string, label: string) => form(emulator, act, label, { account, event: event.id });
  return `<li><strong>${escapeHtml(event.title)}</strong> <span>${escapeHtml(when)}</span>
<pre>${escapeHtml(event.description)}</pre>${button('move', 'Move by an hour')} ${button('delete', 'Delete')}</li>`;
}

function form(emulator: CalendarEmulator, act: string, label: string, fields: Record<string, string>): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="/${emulator.name}/${act}">${hidden.join('')}<button>${label}</button></form>`;
}
