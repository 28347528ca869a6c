import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { CalendarModule } from '../calendar/index.js';
import { UsersModule } from '../users/index.js';
import { SystemAuditController } from './audit/system-audit.controller.js';
import { SystemAuditLog } from './audit/system-audit-log.js';
import { DeletionLedger } from './deletion/deletion-ledger.js';
import { DeletionRunner } from './deletion/deletion-runner.js';
import { OutsideSteps } from './deletion/deletion-steps.js';
import { DeletionsController } from './deletion/deletions.controller.js';
import { Deletions } from './deletion/deletions.js';
import { OrganizationsController } from './organizations/organizations.controller.js';
import { Organizations } from './organizations/organizations.js';
import { OrgDirectory } from './organizations/org-directory.js';
import { AllUsersController } from './people/all-users.controller.js';
import { AllUsers } from './people/all-users.js';
import { FactorReset } from './people/factor-reset.js';
import { Backlog } from './queues/backlog.js';
import { BoardController } from './queues/board.controller.js';
import { JobRetry } from './queues/job-retry.js';
import { QueuesController } from './queues/queues.controller.js';
import { SystemDb } from './system-db.js';

@Module({
  imports: [AuthModule, CalendarModule, UsersModule],
  controllers: [
    AllUsersController,
    BoardController,
    DeletionsController,
    OrganizationsController,
    QueuesController,
    SystemAuditController,
  ],
  providers: [
    AllUsers,
    Backlog,
    DeletionLedger,
    DeletionRunner,
    Deletions,
    FactorReset,
    JobRetry,
    OrgDirectory,
    Organizations,
    OutsideSteps,
    SystemAuditLog,
    SystemDb,
  ],
})
export class SystemAdminModule {}
