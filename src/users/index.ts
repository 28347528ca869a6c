export { addressTaken, InvitesService } from './invites.service.js';
export { USER_COLUMNS, USER_TABLES, userView, type UserRow } from './member-directory.js';
export { User } from './user.entity.js';
export { LastSignIn, UsersQuery, UserView } from './users.dto.js';
export { userRoleChanged, userStatusChanged } from './users.events.js';
export { UsersModule } from './users.module.js';
export { commonPasswords } from './passwords/common-passwords.js';
export { PasswordHasher } from './passwords/password-hasher.js';
export { judgePassword, WEAKNESS_TEXT } from './passwords/password-policy.js';
