import { type DynamicModule, Global, Module } from '@nestjs/common';
import { MikroOrmModule } from '@mikro-orm/nestjs';
import type { Options } from '@mikro-orm/postgresql';
import { AccessChanges } from '../access/access-changes.js';
import { TenantDb } from './tenant-db.js';

@Global()
@Module({})
export class TenancyModule {
  static for(options: Options): DynamicModule {
    return {
      module: TenancyModule,
      imports: [MikroOrmModule.forRoot({ ...options, registerRequestContext: false })],
      providers: [AccessChanges, TenantDb],
      exports: [AccessChanges, TenantDb],
    };
  }
}
