export { addressTaken, InvitesService } from './invites.service.js';
export { User } from './user.entity.js';
export { LastSignIn } from './users.dto.js';
export { userRoleChanged, userStatusChanged } from './users.events.js';
export { UsersModule } from './users.module.js';
export { commonPasswords } from './passwords/common-passwords.js';
export { PasswordHasher } from './passwords/password-hasher.js';
export { judgePassword, WEAKNESS_TEXT } from './passwords/password-policy.js';
