import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { AnyUserPage, AllUsersQuery } from './all-users.dto.js';
import { AllUsers } from './all-users.js';

@ApiTags('System admin')
@Controller('system-admin/users')
export class AllUsersController {
  constructor(private readonly users: AllUsers) {}

  @Access('system_admin')
  @Get()
  @ApiOkResponse({ type: AnyUserPage })
  listAllUsers(@Query() query: AllUsersQuery): Promise<AnyUserPage> {
    return this.users.list(query);
  }
}
