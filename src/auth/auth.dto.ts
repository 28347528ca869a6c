import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PERMISSIONS, ROLES, type Permission, type Role } from '../shared/access/permissions.js';
import { IsEmailAddress, IsSecretText } from '../shared/http/fields.js';
import { LastSignIn } from '../users/index.js';

export class RequestMagicLink {
  @IsEmailAddress()
  email!: string;
}

export class LinkToken {
  @IsSecretText({ max: 200 })
  token!: string;
}

export class SignInCode {
  @IsSecretText({ max: 40, description: 'The 8 characters from the mail; case, spaces and hyphens do not matter.' })
  code!: string;
}

export class LinkInspection {
  @ApiProperty({ enum: ['magic_link', 'invite', 'admin_link', 'sign_up'] })
  purpose!: string;

  @ApiProperty({ type: String, example: 'a•••@acme.example' })
  email!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String })
  orgName!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ type: Boolean, description: 'Whether this browser asked for the link.' })
  sameBrowser!: boolean;
}

export class Providers {
  @ApiProperty({ type: Boolean })
  magicLink!: boolean;

  @ApiProperty({ type: Boolean })
  password!: boolean;

  @ApiProperty({ type: Boolean })
  google!: boolean;

  @ApiProperty({ type: Boolean })
  microsoft!: boolean;

  @ApiProperty({ type: Boolean })
  signUp!: boolean;
}

export class MeMfa {
  @ApiProperty({ type: Boolean })
  enabled!: boolean;

  @ApiProperty({ type: 'integer' })
  backupCodesLeft!: number;
}

export class MeOrg {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String })
  slug!: string;

  @ApiProperty({ type: String })
  plan!: string;

  @ApiProperty({ type: String, example: 'Europe/Berlin' })
  timeZone!: string;

  @ApiProperty({ type: String, example: 'EUR' })
  currency!: string;
}

export class MeOnboarding {
  @ApiProperty({ enum: ['pending', 'completed'] })
  status!: 'pending' | 'completed';

  @ApiProperty({ type: String, nullable: true })
  step!: string | null;
}

export class Me {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ format: 'email' })
  email!: string;

  @ApiProperty({ enum: [...ROLES] })
  role!: Role;

  @ApiProperty({ enum: ['invited', 'active', 'deactivated'] })
  status!: string;

  @ApiProperty({ type: String, nullable: true })
  avatarUrl!: string | null;

  @ApiProperty({ type: Boolean })
  hasPassword!: boolean;

  @ApiProperty({ type: MeMfa })
  mfa!: MeMfa;

  @ApiProperty({ type: LastSignIn, nullable: true })
  lastSignIn!: LastSignIn | null;

  @ApiProperty({ type: MeOrg })
  org!: MeOrg;

  @ApiProperty({ type: Boolean })
  isSystemAdmin!: boolean;

  @ApiProperty({ enum: [...PERMISSIONS], isArray: true })
  permissions!: readonly Permission[];

  @ApiProperty({ type: MeOnboarding })
  onboarding!: MeOnboarding;

  @ApiProperty({ type: Boolean })
  mustChangePassword!: boolean;
}

export class SignIn {
  @ApiPropertyOptional({ type: Me })
  user?: Me;

  @ApiPropertyOptional({ type: Boolean })
  mfaRequired?: boolean;

  @ApiPropertyOptional({ type: String })
  mfaToken?: string;
}
