import { ApiProperty } from '@nestjs/swagger';
import { avatarUrl } from '../users/index.js';

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

/** A person as `personSql` gives them. */
export interface PersonRow {
  id: string;
  name: string;
  avatarKey: string | null;
  deactivated: boolean;
}

export function personView(row: PersonRow): PersonView;
export function personView(row: PersonRow | null): PersonView | null;
export function personView(row: PersonRow | null): PersonView | null {
  if (!row) return null;
  const { id, name, avatarKey, deactivated } = row;
  return { id, name, avatarUrl: avatarUrl(id, avatarKey), deactivated };
}

/** SQL of a person as one JSON column; null where the row of the outer join is not there. */
export function personSql(user: string): string {
  return `case when ${user}.id is null then null else jsonb_build_object('id', ${user}.id, 'name', ${user}.name,
    'avatarKey', ${user}.avatar_key, 'deactivated', ${user}.status = 'deactivated') end`;
}
