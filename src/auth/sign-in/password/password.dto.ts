import { IsEmailAddress, IsSecretText } from '../../../shared/http/fields.js';

/** Far above any password's bound, so that a long one is told it is too long and not that the field is wrong. */
const MAX_INPUT = 4_096;

export class PasswordSignInBody {
  @IsEmailAddress()
  email!: string;

  @IsSecretText({ max: MAX_INPUT })
  password!: string;
}

export class ChangePassword {
  @IsSecretText({ max: MAX_INPUT, description: '8 to 128 characters, no rules but that nobody would guess it.' })
  newPassword!: string;

  @IsSecretText({ max: MAX_INPUT, optional: true, description: 'Needed when a password is set.' })
  currentPassword?: string;
}
