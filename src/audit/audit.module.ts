import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditLog } from './audit-log.js';
import { AuditRecorder } from './audit-recorder.js';

@Global()
@Module({ controllers: [AuditController], providers: [AuditLog, AuditRecorder], exports: [AuditRecorder] })
export class AuditModule {}
