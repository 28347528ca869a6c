export { SystemAdminModule } from './system-admin.module.js';
