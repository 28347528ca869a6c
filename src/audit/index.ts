export type { AuditAction } from './audit-actions.js';
export { AuditEntry } from './audit-entry.entity.js';
export { AuditEntryView, AuditQuery } from './audit.dto.js';
export { auditEntryView, type AuditRow } from './audit-log.js';
export { AuditModule } from './audit.module.js';
export { AuditRecorder, type AuditEvent, type AuditTarget } from './audit-recorder.js';
