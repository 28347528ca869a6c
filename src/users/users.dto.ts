import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { ROLES, type Role } from '../shared/access/permissions.js';
import { SIGN_IN_METHODS, type SignInMethod } from '../shared/access/sign-in-method.js';
import { IsEmailAddress, IsFlag, IsOneOf, IsSecretText, IsText } from '../shared/http/fields.js';
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

export class UpdateUser {
  @IsText({ max: NAME_LENGTH, optional: true, example: 'Ada Lovelace' })
  name?: string;

  @IsOneOf(ROLES, { optional: true })
  role?: Role;
}

export class SetPassword {
  @IsSecretText({ max: 1_024, description: '8 to 128 characters, none of them asked for.' })
  password!: string;

  @IsFlag({ optional: true, description: 'Ask for another one at the next sign-in.' })
  mustChange?: boolean;
}

export const MOST_INVITES = 1_000;

export class BulkInvite {
  /** Judged one by one, so that a bad line costs no other. */
  @ApiProperty({ type: [InviteUser], maxItems: MOST_INVITES })
  @IsArray({ message: 'must be a list' })
  @ArrayMinSize(1, { message: 'is empty' })
  @ArrayMaxSize(MOST_INVITES, { message: `has more than ${MOST_INVITES} lines` })
  users!: unknown[];
}

export class BulkInviteLine {
  @ApiProperty({ type: String, description: 'As it was sent; empty where there was none.' })
  email!: string;

  @ApiProperty({ enum: ['invited', 'refused'] })
  status!: 'invited' | 'refused';

  @ApiPropertyOptional({ type: String, example: 'email_conflict' })
  code?: string;
}

export class BulkInviteResult {
  @ApiProperty({ type: [BulkInviteLine], description: 'One for each line, in their order.' })
  results!: BulkInviteLine[];
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

export class AssignableQuery extends PageQuery {
  @IsText({ max: 100, optional: true, min: 0, description: 'Part of a name.' })
  search?: string;
}

export class AssignableUser {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  avatarUrl!: string | null;
}

export class AssignableUserPage extends pageOf(AssignableUser) {}
