import type { Role } from '../../api/client';

export interface InviteLine {
  /** Counted from 1, as an editor does. */
  line: number;
  name: string;
  email: string;
  role: Role;
  /** Why the line cannot be sent, or null. */
  fault: 'no_name' | 'no_email' | 'bad_email' | 'bad_role' | 'twice' | null;
}

const roles: Record<string, Role> = { admin: 'admin', technician: 'technician', viewer: 'viewer' };
const heading = /^(name|email|e-mail|role)$/i;

/**
 * People from pasted lines or a CSV file: name, email, role, in that order; separated by comma, semicolon or tab, with
 * quotes where a field holds one. A heading line is skipped, empty lines are no lines, `Ada <ada@example.com>` is
 * understood. A line without a role gets `fallback`.
 */
export function parseInvites(text: string, fallback: Role): InviteLine[] {
  const seen = new Set<string>();
  return text
    .split(/\r\n|\r|\n/)
    .map((raw, index) => ({ fields: splitLine(raw), line: index + 1 }))
    .filter(({ fields }) => fields.some((field) => field !== '') && !fields.every((field) => heading.test(field)))
    .map(({ fields, line }) => {
      const { name, email, role } = readFields(fields);
      const known = role === '' ? fallback : roles[role.toLowerCase()];
      const key = email.toLowerCase();
      const twice = email !== '' && seen.has(key);
      seen.add(key);
      return { line, name, email, role: known ?? fallback, fault: faultOf(name, email, known, twice) };
    });
}

function faultOf(name: string, email: string, role: Role | undefined, twice: boolean): InviteLine['fault'] {
  if (email === '') return 'no_email';
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return 'bad_email';
  if (name === '') return 'no_name';
  if (!role) return 'bad_role';
  return twice ? 'twice' : null;
}

function readFields(fields: string[]): { name: string; email: string; role: string } {
  const mailbox = /^(.*)<([^<>]+)>$/.exec(fields[0] ?? '');
  if (mailbox) return { name: (mailbox[1] ?? '').trim(), email: (mailbox[2] ?? '').trim(), role: fields[1] ?? '' };
  return { name: fields[0] ?? '', email: fields[1] ?? '', role: fields[2] ?? '' };
}

/** One line of CSV; the separator is whichever of tab, semicolon and comma it holds first in that order. */
function splitLine(line: string): string[] {
  const separator = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const char = line[index] ?? '';
    if (quoted && char === '"' && line[index + 1] === '"') {
      field += '"';
      index += 1;
    } else if (char === '"') {
      quoted = !quoted;
    } else if (char === separator && !quoted) {
      fields.push(field.trim());
      field = '';
    } else {
      field += char;
    }
  }
  fields.push(field.trim());
  return fields;
}
