import { ApiProperty } from '@nestjs/swagger';

/** Somebody of the organization as the desk's records show them: the name stays when the account is deactivated. */
export class PersonView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  avatarUrl!: string | null;

  @ApiProperty({ type: Boolean })
  deactivated!: boolean;
}
Object.defineProperty(PersonView, 'name', { value: 'Person' });

/** SQL of a person as one JSON column; null where the row of the outer join is not there. */
export function personSql(user: string): string {
  return `case when ${user}.id is null then null else jsonb_build_object('id', ${user}.id, 'name', ${user}.name,
    'avatarUrl', null, 'deactivated', ${user}.status = 'deactivated') end`;
}
