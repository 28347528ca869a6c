import { signOut } from '../api/client';
import { deleteWaiting } from '../components/undoable-delete';
import { queryClient } from './query-client';
import { leaveTo } from './session';

/** What is kept about this device, whoever uses it: how it looks and is used, the way of signing in that was used last. */
const deviceChoices = [
  'mantine-color-scheme-value',
  'muster-sidebar-collapsed',
  'muster-single-keys',
  'muster-language',
  'muster-last-method',
];

/**
 * Signs out and goes to the sign-in page. The server's answer has the browser clear this site's storage
 * (`Clear-Site-Data`), so what belongs to the device is written down again.
 */
export async function leaveSession(): Promise<void> {
  await deleteWaiting();
  // Nothing more is asked in the name of who leaves: it would be refused.
  queryClient.setDefaultOptions({ queries: { enabled: false } });
  await queryClient.cancelQueries();
  const kept = deviceChoices.map((key) => [key, read(key)] as const);
  // A session that is dead already, or a server that cannot be reached, keeps nobody here.
  await signOut().catch(() => undefined);
  for (const [key, value] of kept) if (value !== null) write(key, value);
  leaveTo('/sign-in');
}

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Storage is switched off: there is nothing to keep.
  }
}
