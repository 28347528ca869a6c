import { IsText } from '../../shared/http/fields.js';
import { NAME_LENGTH } from '../users.dto.js';

export class UpdateMe {
  @IsText({ max: NAME_LENGTH, example: 'Ada Lovelace' })
  name!: string;
}
