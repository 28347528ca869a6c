import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AuditModule } from './audit/index.js';
import { AccessGuard, AuthModule } from './auth/index.js';
import { CalendarModule } from './calendar/index.js';
import { DeskModule } from './desk/index.js';
import { ENTITIES } from './entities.js';
import { HealthController } from './health.controller.js';
import { MailModule } from './mail/index.js';
import { MIGRATIONS } from './migrations/index.js';
import { OrgsModule } from './orgs/index.js';
import { OrgSetup } from './org-setup.js';
import { Config } from './shared/config/config.js';
import { ConfigModule } from './shared/config/config.module.js';
import { CryptoModule } from './shared/crypto/crypto.module.js';
import { HttpModule } from './shared/http/http.module.js';
import { ProblemFilter } from './shared/http/problem.filter.js';
import { BodyValidationPipe } from './shared/http/validation.pipe.js';
import { MetricsModule } from './shared/metrics/metrics.module.js';
import { QueueModule } from './shared/queue/queue.module.js';
import { StorageModule } from './shared/storage/storage.module.js';
import { tenantOrmOptions } from './shared/tenancy/orm-options.js';
import { TenancyModule } from './shared/tenancy/tenancy.module.js';
import { TimeModule } from './shared/time/time.module.js';
import { SystemAdminModule } from './system-admin/index.js';
import { UsersModule } from './users/index.js';

@Module({})
export class AppModule {
  static for(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.for(config),
        TimeModule,
        CryptoModule,
        HttpModule,
        TenancyModule.for(
          tenantOrmOptions({ databaseUrl: config.databaseUrl, entities: ENTITIES, migrations: MIGRATIONS }),
        ),
        QueueModule,
        MetricsModule,
        StorageModule,
        AuditModule,
        MailModule,
        OrgsModule,
        UsersModule,
        AuthModule,
        DeskModule,
        CalendarModule,
        SystemAdminModule,
      ],
      controllers: [HealthController],
      providers: [
        OrgSetup,
        { provide: APP_GUARD, useExisting: AccessGuard },
        { provide: APP_PIPE, useClass: BodyValidationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
