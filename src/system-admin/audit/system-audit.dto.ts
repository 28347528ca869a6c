import { ApiProperty, OmitType } from '@nestjs/swagger';
import { AuditEntryView, AuditQuery } from '../../audit/index.js';
import { IsId, IsOneOf } from '../../shared/http/fields.js';
import { pageOf } from '../../shared/http/page.js';

export class SystemAuditQuery extends AuditQuery {
  @IsId({ optional: true })
  orgId?: string;
}

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;

export class SystemAuditExportQuery extends OmitType(SystemAuditQuery, ['limit', 'cursor'] as const) {
  @IsOneOf(EXPORT_FORMATS)
  format!: (typeof EXPORT_FORMATS)[number];
}

export class OrgOfEntry {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null once the organization is gone.' })
  name!: string | null;
}

export class SystemAuditEntryView extends AuditEntryView {
  @ApiProperty({ type: OrgOfEntry, description: 'The organization in whose log this stands.' })
  org!: OrgOfEntry;
}
Object.defineProperty(SystemAuditEntryView, 'name', { value: 'SystemAuditEntry' });

export class SystemAuditEntryPage extends pageOf(SystemAuditEntryView) {}
