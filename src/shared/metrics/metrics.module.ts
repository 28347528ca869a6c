import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { MetricsServer } from './metrics-server.js';
import { Backlog } from './backlog.js';

@Global()
@Module({ providers: [Metrics, Backlog, MetricsServer], exports: [Metrics] })
export class MetricsModule {}
