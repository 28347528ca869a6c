import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { SystemAuditEntryPage, SystemAuditQuery } from './system-audit.dto.js';
import { SystemAuditLog } from './system-audit-log.js';

@ApiTags('System admin')
@Controller('system-admin/audit-log')
export class SystemAuditController {
  constructor(private readonly log: SystemAuditLog) {}

  @Access('system_admin')
  @Get()
  @ApiOkResponse({ type: SystemAuditEntryPage })
  listSystemAuditLog(@Query() query: SystemAuditQuery): Promise<SystemAuditEntryPage> {
    return this.log.list(query);
  }
}
