import { ApiProperty } from '@nestjs/swagger';

export class ClientRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;
}

/** SQL of a client's id and name as one JSON column; null where the row of the outer join is not there. */
export function clientSql(client: string): string {
  return `case when ${client}.id is null then null else jsonb_build_object('id', ${client}.id, 'name', ${client}.name) end`;
}
