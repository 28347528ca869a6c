import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { UsersModule } from '../users/index.js';
import { SystemAuditController } from './audit/system-audit.controller.js';
import { SystemAuditLog } from './audit/system-audit-log.js';
import { OrganizationsController } from './organizations/organizations.controller.js';
import { Organizations } from './organizations/organizations.js';
import { OrgDirectory } from './organizations/org-directory.js';
import { AllUsersController } from './people/all-users.controller.js';
import { AllUsers } from './people/all-users.js';
import { SystemDb } from './system-db.js';

@Module({
  imports: [AuthModule, UsersModule],
  controllers: [AllUsersController, OrganizationsController, SystemAuditController],
  providers: [AllUsers, OrgDirectory, Organizations, SystemAuditLog, SystemDb],
})
export class SystemAdminModule {}
