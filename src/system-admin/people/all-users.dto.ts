import { ApiProperty } from '@nestjs/swagger';
import { IsId, IsText } from '../../shared/http/fields.js';
import { pageOf } from '../../shared/http/page.js';
import { UsersQuery, UserView } from '../../users/index.js';

export class AllUsersQuery extends UsersQuery {
  @IsId({ optional: true })
  orgId?: string;
}

export class ResetMfa {
  @IsText({ max: 500, multiline: true, description: 'Why, for the log.' })
  reason!: string;
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
  @ApiProperty({
    type: OrgOfUser,
    description:
      'Where they belong. Who belongs to the own organization is only shown here: whatever is done to them is 403 `own_organization`.',
  })
  org!: OrgOfUser;
}
Object.defineProperty(AnyUserView, 'name', { value: 'AnyUser' });

export class AnyUserPage extends pageOf(AnyUserView) {}
