import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '../shared/access/permissions.js';
import { SIGN_IN_METHODS, type SignInMethod } from '../shared/access/sign-in-method.js';
import { IsEmailAddress, IsOneOf, IsText } from '../shared/http/fields.js';
import { PageQuery, pageOf } from '../shared/http/page.js';
import { USER_STATUSES, type UserStatus } from './user.entity.js';

export const NAME_LENGTH = 120;

export class InviteUser {
  @IsText({ max: NAME_LENGTH, example: 'Ada Lovelace' })
  name!: string;

  @IsEmailAddress()
  email!: string;

  @IsOneOf(ROLES)
  role!: Role;
}

export class UsersQuery extends PageQuery {
  @IsText({ max: 100, optional: true, min: 0, description: 'Part of a name or an address.' })
  search?: string;

  @IsOneOf(ROLES, { optional: true })
  role?: Role;

  @IsOneOf(USER_STATUSES, { optional: true })
  status?: UserStatus;
}

export class LastSignIn {
  @ApiProperty({ enum: [...SIGN_IN_METHODS] })
  method!: SignInMethod;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

export class InviteView {
  @ApiProperty({ enum: ['queued', 'sent', 'failed', 'expired'] })
  state!: 'queued' | 'sent' | 'failed' | 'expired';

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;
}

export class UserView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ format: 'email' })
  email!: string;

  @ApiProperty({ enum: [...ROLES] })
  role!: Role;

  @ApiProperty({ enum: [...USER_STATUSES] })
  status!: UserStatus;

  @ApiProperty({ type: String, nullable: true })
  avatarUrl!: string | null;

  @ApiProperty({ type: Boolean })
  hasPassword!: boolean;

  @ApiProperty({ type: Boolean })
  mfaEnabled!: boolean;

  @ApiProperty({ type: LastSignIn, nullable: true })
  lastSignIn!: LastSignIn | null;

  @ApiProperty({ type: InviteView, nullable: true })
  invite!: InviteView | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}
Object.defineProperty(UserView, 'name', { value: 'User' });

export class UserPage extends pageOf(UserView) {}
