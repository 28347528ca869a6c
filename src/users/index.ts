export { addressTaken, InvitesService } from './invites.service.js';
export { User } from './user.entity.js';
export { LastSignIn } from './users.dto.js';
export { UsersModule } from './users.module.js';
