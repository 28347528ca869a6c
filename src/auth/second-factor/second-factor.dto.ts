import { ApiProperty } from '@nestjs/swagger';
import { IsSecretText } from '../../shared/http/fields.js';

export class FactorCodeBody {
  @IsSecretText({ max: 200, description: 'Six digits of the authenticator, or a backup code.' })
  code!: string;
}

export class Enrolment {
  @ApiProperty({ type: String, description: 'Base32, for typing into an authenticator.' })
  secret!: string;

  @ApiProperty({ type: String, example: 'otpauth://totp/Muster:ada%40acme.example?secret=…&issuer=Muster' })
  otpauthUrl!: string;

  @ApiProperty({ type: String, description: 'The same as a QR code, an SVG document.' })
  qrSvg!: string;
}

export class BackupCodes {
  @ApiProperty({ type: [String], minItems: 10, maxItems: 10, description: 'Shown this once.' })
  backupCodes!: string[];
}

export class ChallengeAnswer {
  @IsSecretText({ max: 200, description: 'From the sign-in that asked for the second factor.' })
  mfaToken!: string;

  @IsSecretText({ max: 200, description: 'Six digits of the authenticator, or a backup code.' })
  code!: string;
}
