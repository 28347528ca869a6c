import { ApiProperty } from '@nestjs/swagger';
import { IsId } from '../../shared/http/fields.js';
import { pageOf } from '../../shared/http/page.js';
import { UsersQuery, UserView } from '../../users/index.js';

export class AllUsersQuery extends UsersQuery {
  @IsId({ optional: true })
  orgId?: string;
}

export class OrgOfUser {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String })
  slug!: string;
}

export class AnyUserView extends UserView {
  @ApiProperty({ type: OrgOfUser })
  org!: OrgOfUser;
}
Object.defineProperty(AnyUserView, 'name', { value: 'AnyUser' });

export class AnyUserPage extends pageOf(AnyUserView) {}
