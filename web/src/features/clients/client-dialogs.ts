/** What opens over the Clients page: a chunk of its own. */
export { ClientDialog } from './client-dialog';
export { ClientDrawer } from './client-drawer';
export { DetachDialog } from './detach-dialog';
