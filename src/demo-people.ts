import type { Role } from './shared/access/permissions.js';

export interface DemoPerson {
  name: string;
  email: string;
  role: Role;
}

/** The demo of an embedded start: who works where. Also the accounts that the stand-ins for Google and Microsoft offer. */
export const DEMO: { name: string; slug: string; people: DemoPerson[] }[] = [
  {
    name: 'Acme IT',
    slug: 'acme-it',
    people: [
      { name: 'Alice Admin', email: 'admin@acme.example', role: 'admin' },
      { name: 'Tom Technician', email: 'tech@acme.example', role: 'technician' },
      { name: 'Tina Technician', email: 'tina@acme.example', role: 'technician' },
      { name: 'Vera Viewer', email: 'viewer@acme.example', role: 'viewer' },
    ],
  },
  {
    name: 'Platform',
    slug: 'platform',
    people: [{ name: 'Olga Operator', email: 'operator@platform.example', role: 'admin' }],
  },
];
