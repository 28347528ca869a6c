import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../shared/access/access.decorator.js';
import { CurrentActor, type Actor } from '../shared/access/actor.js';
import { AuditEntryPage, AuditQuery } from './audit.dto.js';
import { AuditLog } from './audit-log.js';

@ApiTags('Audit')
@Controller('audit-log')
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Access('audit:read')
  @Get()
  @ApiOkResponse({ type: AuditEntryPage })
  listAuditLog(@CurrentActor() actor: Actor, @Query() query: AuditQuery): Promise<AuditEntryPage> {
    return this.log.list(actor.orgId, query);
  }
}
