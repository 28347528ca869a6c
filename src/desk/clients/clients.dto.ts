import { ApiProperty } from '@nestjs/swagger';
import { IsEmailAddress, IsText } from '../../shared/http/fields.js';
import { PageQuery, pageOf } from '../../shared/http/page.js';
import { IsQueryFlag } from '../../shared/http/value-fields.js';
import { IsVersion } from '../version.dto.js';

export class ClientsQuery extends PageQuery {
  @IsText({ max: 100, min: 0, optional: true, description: 'Part of a name, an address or a telephone number.' })
  search?: string;
}

export class CreateClient {
  @IsText({ max: 160, example: 'Bakery Brown' })
  name!: string;

  @IsEmailAddress({ optional: true, nullable: true })
  email?: string | null;

  @IsText({ max: 60, optional: true, nullable: true, example: '+49 30 123456' })
  phone?: string | null;

  @IsText({ max: 10_000, multiline: true, optional: true, nullable: true })
  notes?: string | null;
}

export class UpdateClient {
  @IsText({ max: 160, optional: true })
  name?: string;

  @IsEmailAddress({ optional: true, nullable: true })
  email?: string | null;

  @IsText({ max: 60, optional: true, nullable: true })
  phone?: string | null;

  @IsText({ max: 10_000, multiline: true, optional: true, nullable: true })
  notes?: string | null;

  @IsVersion()
  version?: number;
}

export class DeleteClientQuery {
  @IsQueryFlag({
    description:
      'Takes the client off its tickets, quotes, revenue and expenses, instead of refusing with client_in_use.',
  })
  detach?: boolean;
}

export class ClientView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ format: 'email', type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;

  @ApiProperty({ type: String, nullable: true })
  notes!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}
Object.defineProperty(ClientView, 'name', { value: 'Client' });

export class ClientPage extends pageOf(ClientView) {}
