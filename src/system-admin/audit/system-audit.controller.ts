import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Access } from '../../shared/access/access.decorator.js';
import { asCsv, asJsonLines } from './audit-export.js';
import { SystemAuditEntryPage, SystemAuditExportQuery, SystemAuditQuery } from './system-audit.dto.js';
import { SystemAuditLog } from './system-audit-log.js';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' };

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

  @Access('system_admin')
  @Get('export')
  @ApiProduces('text/csv', 'application/x-ndjson')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'Every entry that the filters let through, streamed.' })
  exportSystemAuditLog(@Query() { format, ...filters }: SystemAuditExportQuery): StreamableFile {
    const entries = this.log.every(filters);
    return new StreamableFile(Readable.from(format === 'csv' ? asCsv(entries) : asJsonLines(entries)), {
      type: TYPES[format],
      disposition: `attachment; filename="muster-audit-log.${format}"`,
    });
  }
}
