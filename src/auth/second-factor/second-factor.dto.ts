import { ApiProperty } from '@nestjs/swagger';
import { IsText } from '../../shared/http/fields.js';

export class FactorCodeBody {
  @IsText({ max: 64, description: 'Six digits of the authenticator, or a backup code.', example: '123456' })
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
