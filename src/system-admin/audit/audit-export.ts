import type { SystemAuditEntryView } from './system-audit.dto.js';

const COLUMNS: readonly [name: string, value: (entry: SystemAuditEntryView) => string | null][] = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['action', ({ action }) => action],
  ['orgId', ({ org }) => org.id],
  ['orgName', ({ org }) => org.name],
  ['actorId', ({ actor }) => actor?.id ?? null],
  ['actorName', ({ actor }) => actor?.name ?? null],
  ['targetType', ({ target }) => target?.type ?? null],
  ['targetId', ({ target }) => target?.id ?? null],
  ['targetName', ({ target }) => target?.name ?? null],
  ['ip', ({ ip }) => ip],
  ['requestId', ({ requestId }) => requestId],
  ['details', ({ details }) => JSON.stringify(details)],
];

/** RFC 4180, with a byte order mark: without it spreadsheets take UTF-8 for something else. */
export async function* asCsv(batches: AsyncIterable<SystemAuditEntryView[]>): AsyncGenerator<string> {
  yield `\uFEFF${COLUMNS.map(([name]) => name).join(',')}\r\n`;
  for await (const batch of batches) {
    yield batch.map((entry) => `${COLUMNS.map(([, value]) => csvCell(value(entry))).join(',')}\r\n`).join('');
  }
}

/** One JSON document a line. */
export async function* asJsonLines(batches: AsyncIterable<SystemAuditEntryView[]>): AsyncGenerator<string> {
  for await (const batch of batches) yield batch.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/**
 * A cell that no spreadsheet takes for a formula: names are chosen by the people of any organization, and whoever opens the
 * file is the platform's admin (OWASP, CSV injection).
 */
export function csvCell(value: string | null): string {
  if (value === null || value === '') return '';
  const safe = /^[\s]*[=+\-@\t\r\n|%]/.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}
