import { IsSecretText } from '../../shared/http/fields.js';

export class Confirmation {
  @IsSecretText({ max: 4_096, optional: true })
  password?: string;

  @IsSecretText({
    max: 200,
    optional: true,
    description: 'Six digits of the authenticator, or the code of a fresh mail.',
  })
  code?: string;
}
