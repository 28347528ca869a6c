import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { MetricsServer } from './metrics-server.js';
import { BacklogMetrics } from './backlog-metrics.js';

@Global()
@Module({ providers: [Metrics, BacklogMetrics, MetricsServer], exports: [Metrics] })
export class MetricsModule {}
