export { AuditEntry } from './audit-entry.entity.js';
export { AuditModule } from './audit.module.js';
export { AuditRecorder, type AuditEvent, type AuditTarget } from './audit-recorder.js';
