import { IsEmailAddress, IsText } from '../../shared/http/fields.js';

export class SignUpBody {
  @IsText({ max: 120, example: 'Acme IT' })
  orgName!: string;

  @IsText({ max: 120, example: 'Ada Lovelace' })
  name!: string;

  @IsEmailAddress()
  email!: string;
}
