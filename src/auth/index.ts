export { AccessGuard } from './access.guard.js';
export { AuthModule } from './auth.module.js';
export { Session } from './sessions/session.entity.js';
